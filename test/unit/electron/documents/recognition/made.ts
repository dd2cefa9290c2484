import type { Block, Line, Word } from 'tesseract.js'

/** What Tesseract tells, made by hand. */

export interface MadeWord {
  text: string
  confidence?: number
  x0: number
  x1: number
}

/** A line of letters that reach from `base` - 30 to `base` + 8 pixels. */
export function line(base: number, words: MadeWord[], row = { rowHeight: 38, ascenders: 8, descenders: 8 }): Line {
  const [x0, x1] = [words[0]!.x0, words.at(-1)!.x1]
  return {
    words: words.map(({ text, confidence = 95, x0, x1 }): Word => {
      const bbox = { x0, x1, y0: base - 29, y1: base + 7 }
      return { text, confidence, bbox, symbols: [], choices: [], font_name: '' }
    }),
    text: '',
    confidence: 95,
    baseline: { x0, y0: base - 1, x1, y1: base + 1 },
    rowAttributes: row,
    bbox: { x0, x1, y0: base - 30, y1: base + 8 },
  }
}

export const blocks = (...lines: Line[]): Block[] =>
  [{ paragraphs: [{ lines, text: '', confidence: 95, bbox: lines[0]!.bbox, is_ltr: true }] }] as unknown as Block[]
