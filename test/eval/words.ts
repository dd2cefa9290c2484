import { oneLine } from '../../electron/shared/document/one_line'

/** Comparing texts by their words. Only the evaluation does this: SparseLens ranks by what the model read. */

const COMMON = new Set(
  (
    'a an the and or but if of to in on at by for from with as is are was were be been being it its this that these those ' +
    'there here he she they them his her their we you i do does did not no so than then who whom which what when where ' +
    'why how many much has have had will would can could may might must shall should into about over under also'
  ).split(' '),
)

/** Lower case, one space, no commas inside numbers, plain quotation marks: what counts as the same when comparing. */
export function normalized(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase()
  return oneLine(plain.replace(/(\d)[,'](?=\d{3}\b)/g, '$1').replace(/[‘’]/g, "'"))
}

/** Does the text contain the phrase as whole words? */
export function contains(text: string, phrase: string): boolean {
  const escaped = normalized(phrase).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(normalized(text))
}

/** Distinct stems of the words that carry meaning. A crude stemmer is enough for a baseline. */
export function stems(text: string): Set<string> {
  const words = normalized(text).match(/[\p{L}\p{N}]+(?:[.'-][\p{L}\p{N}]+)*/gu) ?? []
  return new Set(words.filter((word) => !COMMON.has(word)).map(stem))
}

function stem(word: string): string {
  if (/\d/.test(word)) return word
  const short = word.replace(/'s$/, '').replace(/(?:ing|ed|es|s|ly|er|e)$/, '')
  return short.length >= 3 ? short : word
}

/** Share of the answer's stems that the sentence has; among equals, the sentence with the least besides. */
export function lexicalOverlap(answer: Set<string>, sentence: Set<string>): number {
  let shared = 0
  for (const word of answer) if (sentence.has(word)) shared++
  const together = answer.size + sentence.size - shared
  return shared / Math.max(1, answer.size) + (1e-3 * shared) / Math.max(1, together)
}
