/**
 * Breaks a paragraph at spaces into lines of at most `width` columns, the later ones indented like the first.
 * Width 0 or undefined leaves it in one line, as programs that read the output like it.
 */
export function wrap(text: string, width: number | undefined, indent = ''): string {
  if (!width || width <= indent.length + 20) return indent + text
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    const empty = line.length === indent.length
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent + word
    } else {
      line += empty ? word : ` ${word}`
    }
  }
  return [...lines, line].join('\n')
}
