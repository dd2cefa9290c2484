import { oneLine } from '../../../electron/shared/document/one_line'
import { hasStruck, sliceWithMarks } from '../../../electron/shared/document/struck'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { uncertainWords, withDoubts } from '../../../electron/shared/document/uncertain'
import { placeShort } from '../../../electron/shared/shown/page_names'
import { labelOf, titleOf } from '../names'

/** A quotation with its source: “words” (Title, p. 12). */
export function citation(source: SourceDocument, selected: string, firstPage: number, lastPage: number): string {
  const isPart = source.pages[firstPage - 1]?.part !== undefined
  const pages = `${labelOf(source, firstPage)}${lastPage > firstPage ? `–${labelOf(source, lastPage)}` : ''}`
  const paged = isPart
    ? `${placeShort(source, firstPage)}${lastPage > firstPage ? ` – ${placeShort(source, lastPage)}` : ''}`
    : `${lastPage > firstPage ? 'pp.' : 'p.'} ${pages}`
  const place = source.pages.length > 1 ? `, ${paged}` : ''
  return `“${quote(source, selected, firstPage, lastPage)}” (${titleOf(source)}${place})`
}

/**
 * The words as the text has them: a selection over a PDF's page has line ends and hyphens in it, the text does not.
 * What is not in the text, such as a running head, is quoted as it was selected.
 */
function quote(source: SourceDocument, selected: string, firstPage: number, lastPage: number): string {
  const plain = oneLine(selected)
  const start = source.pages[firstPage - 1]?.start ?? 0
  const end = source.pages[lastPage - 1]?.end ?? source.text.length
  const text = bare(source.text.slice(start, end))
  const wanted = bare(plain).letters
  const at = wanted === '' ? -1 : text.letters.indexOf(wanted)
  if (at < 0) return plain
  const last = at + wanted.length - 1
  const [from, to] = [text.origins[at]!, text.origins[last]! + 1]
  const words = source.text.slice(start, end)
  const uncertain = uncertainWords(source, start + from, start + to)
  const kept = hasStruck(source.notes) ? sliceWithMarks(words, from, to) : words.slice(from, to)
  return withDoubts(oneLine(kept), uncertain).concat(/[.!?,;:…)]$/.exec(plain)?.[0] ?? '')
}

/** Letters and figures alone, and where each stood. */
function bare(text: string): { letters: string; origins: number[] } {
  let letters = ''
  const origins: number[] = []
  for (const { 0: char, index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
    letters += char
    for (let n = 0; n < char.length; n++) origins.push(index + n)
  }
  return { letters, origins }
}
