import type { Subject } from '../subject'

/** A picture of the lens, to be taken along: vectors, with its title and where it comes from. */
export interface Picture {
  title: string
  width: number
  height: number
  /** SVG elements, from (0, 0) down to (width, height). */
  body: string
  /** What colours and lengths mean. */
  legend: string
}

/** The page's colours as they are in the current theme. */
export interface Colours {
  back: string
  text: string
  quiet: string
  line: string
  evidence: string
  score: string
  entered: string
}

export function themeColours(): Colours {
  const style = getComputedStyle(document.documentElement)
  const plain = (name: string) => style.getPropertyValue(name).trim()
  const rgb = (name: string) => `rgb(${plain(name).split(/\s+/).join(',')})`
  return {
    back: plain('--pane'),
    text: plain('--text'),
    quiet: plain('--text-2'),
    line: plain('--line-strong'),
    evidence: rgb('--evidence-pane'),
    score: rgb('--score-pane'),
    entered: rgb('--entered-pane'),
  }
}

/** Which run of which model a picture is of: every picture says so. */
export function provenanceOf({ entry, result, generation }: Subject, version: string): string {
  const { name, sha256, backend } = result.model
  const seed = entry.result?.seed ?? result.seed
  return [
    `${name} (sha256 ${sha256.slice(0, 12)})`,
    `top-k ${generation.topK}`,
    backend,
    `seed ${seed ?? 'none'}`,
    `SparseLens ${version}`,
  ].join(' · ')
}

const MARGIN = 16
const LINE = 16

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

export const n = (value: number): string => String(Math.round(value * 100) / 100)

/** The whole file. */
export function svgFile(picture: Picture, colours: Colours, provenance: string): string {
  const width = picture.width + 2 * MARGIN
  const title = wrapped(picture.title, picture.width / 7.2)
  const notes = [...wrapped(picture.legend, picture.width / 5.6), ...wrapped(provenance, picture.width / 5.6)]
  const top = MARGIN + title.length * 18 + 6
  const height = top + picture.height + 10 + notes.length * 14 + MARGIN
  const texts = (lines: string[], y: number, size: number, colour: string, step: number) =>
    lines
      .map(
        (line, i) =>
          `<text x="${MARGIN}" y="${n(y + i * step)}" font-size="${size}" fill="${colour}">${escaped(line)}</text>`,
      )
      .join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif">
<title>${escaped(picture.title)}</title>
<rect width="100%" height="100%" fill="${colours.back}"/>
${texts(title, MARGIN + 12, 13, colours.text, 18)}
<g transform="translate(${MARGIN} ${n(top)})">
${picture.body}
</g>
${texts(notes, top + picture.height + 10 + LINE - 4, 10, colours.quiet, 14)}
</svg>
`
}

/** Lines of at most so many characters. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && line.length + word.length + 1 > most) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return line ? [...lines, line] : lines
}
