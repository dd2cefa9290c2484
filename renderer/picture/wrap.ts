import type { Paper } from './paper'

/** Lines no wider than `width`; a word that is wider is broken. Spaces that don't break keep words together. */
export function wrapped(text: string, width: number, size: number, { measure }: Pick<Paper, 'measure'>): string[] {
  const fits = (line: string) => measure(line, size) <= width
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/[ \t\r\n]+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line) lines.push(line)
    const pieces = broken(word, fits)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1)!
  }
  return line ? [...lines, line] : lines
}

/** As many lines as are allowed; the last one says that there was more. */
export function clamped(lines: string[], most: number): string[] {
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.replace(/.$/u, '')}…`]
}

function broken(word: string, fits: (text: string) => boolean): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece && !fits(piece + character)) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}
