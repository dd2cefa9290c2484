import { writeFileSync } from 'node:fs'
import { randomFrom } from './random'

/** A PDF of many plain pages: `words` words on each, in sentences. */
export function writeMadePdf(path: string, pages: number, words: number): void {
  const random = randomFrom(3)
  const objects: string[] = []
  const kids = Array.from({ length: pages }, (_, i) => `${4 + 2 * i} 0 R`).join(' ')
  objects[1] = '<< /Type /Catalog /Pages 2 0 R >>'
  objects[2] = `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`
  objects[3] = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
  for (let page = 0; page < pages; page++) {
    const content = pageContent(lines(random, words))
    objects[4 + 2 * page] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * page} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`
    objects[5 + 2 * page] = `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
  }
  let text = '%PDF-1.4\n'
  const offsets: number[] = []
  for (let i = 1; i < objects.length; i++) {
    offsets[i] = text.length
    text += `${i} 0 obj\n${objects[i]}\nendobj\n`
  }
  const start = text.length
  text += `xref\n0 ${objects.length}\n0000000000 65535 f \n`
  for (let i = 1; i < objects.length; i++) text += `${String(offsets[i]).padStart(10, '0')} 00000 n \n`
  text += `trailer\n<< /Size ${objects.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  writeFileSync(path, text, 'latin1')
}

const WORDS = 'the keeper of a light must write in his book each night how much oil was used and who came to ask'.split(
  ' ',
)

/** Lines of a page: sentences of 12 to 24 words. */
function lines(random: () => number, words: number): string[] {
  const all: string[] = []
  let left = 0
  for (let i = 0; i < words; i++) {
    const isFirst = left === 0
    if (isFirst) left = 12 + Math.floor(random() * 12)
    left--
    const word = WORDS[Math.floor(random() * WORDS.length)]!
    const shown = isFirst ? word.charAt(0).toUpperCase() + word.slice(1) : word
    all.push(left === 0 || i === words - 1 ? `${shown}.` : shown)
  }
  const result: string[] = []
  for (let i = 0; i < all.length; i += 11) result.push(all.slice(i, i + 11).join(' '))
  return result
}

const pageContent = (text: string[]): string =>
  `BT /F1 12 Tf 72 760 Td 17 TL\n${text.map((line) => `(${line}) Tj T*`).join('\n')}\nET`
