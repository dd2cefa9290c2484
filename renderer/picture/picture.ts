import { escaped } from '../../electron/shared/escape_html'
import { FONT, type Paper } from './paper'
import { wrapped } from './wrap'

/** A picture of the lens, to be taken along: vectors, with its title and what they mean. */
export interface Picture {
  title: string
  height: number
  /** SVG elements, from (0, 0) down to (WIDTH, height). */
  body: string
  /** What colours and lengths mean. */
  legend: string
}

/** Of the picture itself, without margins. */
export const WIDTH = 720

const MARGIN = 20
const TITLE = { size: 14, step: 19 }
const NOTE = { size: 10.5, step: 15 }

/** Coordinates with two decimals. */
export const n = (value: number): string => String(Math.round(value * 100) / 100)

interface TextOptions {
  size: number
  fill: string
  anchor?: 'middle' | 'end'
  /** Width that the text is made to take, whatever font it is shown in. */
  width?: number
}

export function textAt(x: number, y: number, text: string, { size, fill, anchor, width }: TextOptions): string {
  const place = `x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${fill}"`
  const end = anchor ? ` text-anchor="${anchor}"` : ''
  const fit = width ? ` textLength="${n(width)}" lengthAdjust="spacingAndGlyphs"` : ''
  return `<text ${place}${end}${fit}>${escaped(text)}</text>`
}

/** The whole file. `provenance`: which run of which model it shows. */
export function svgFile(picture: Picture, paper: Paper, provenance: string): string {
  const { text, quiet, back } = paper.colours
  const lines = (words: string, size: number) => wrapped(words, WIDTH, size, paper)
  const title = lines(picture.title, TITLE.size)
  const notes = [...lines(picture.legend, NOTE.size), '', ...lines(provenance, NOTE.size)]
  const top = MARGIN + title.length * TITLE.step + 8
  const below = top + picture.height + 14
  const width = WIDTH + 2 * MARGIN
  const height = below + notes.length * NOTE.step + MARGIN - 6
  const all = (parts: string[], y: number, { size, step }: typeof TITLE, fill: string) =>
    parts.map((line, i) => (line ? textAt(MARGIN, y + i * step, line, { size, fill }) : '')).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="${FONT}">
<title>${escaped(picture.title)}</title>
<desc>${escaped(`${picture.legend} ${provenance}`)}</desc>
<rect width="100%" height="100%" fill="${back}"/>
${all(title, MARGIN + TITLE.size - 2, TITLE, text)}
<g transform="translate(${MARGIN} ${n(top)})">
${picture.body}
</g>
${all(notes, below + NOTE.size, NOTE, quiet)}
</svg>
`
}
