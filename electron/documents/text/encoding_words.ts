/** Texts of languages without an alphabet are known by their words. */

export const BEYOND_ASCII = /[^\0-\x7f]/gu

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** By the dictionary of the segmenter: characters that were read wrongly make no words. */
export function scoreOfWords(text: string, language: string): number {
  const all = text.match(BEYOND_ASCII)?.length ?? 0
  if (all === 0) return 0
  const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0
  // not those of half a width, which any bytes from 0xa1 to 0xdf make in Shift_JIS
  const kana = text.match(/[\u3041-\u30ff]/g)?.length ?? 0
  const ideographs = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const other = all - hangul - kana - ideographs - (text.match(/[\u3000-\u303f\uff01-\uff60“”‘’…—·]/g)?.length ?? 0)
  const mixed = text.match(/[a-zA-Z]\p{Script=Han}[a-zA-Z]/gu)?.length ?? 0
  const faults = (other + mixed) / all
  if (language === 'Korean') return hangul / all - 2 * faults
  if (language === 'Japanese' && kana < 0.15 * all) return -1
  if (language === 'Chinese' && kana + hangul > 0.15 * all) return -1
  const inWords = ideographs === 0 ? 0.5 : charactersInWords(text) / ideographs
  return 2 * inWords + kana / all - 2 * faults
}

function charactersInWords(text: string): number {
  let count = 0
  for (const { segment } of words.segment(text)) {
    const ideographs = segment.match(/\p{Script=Han}/gu)?.length ?? 0
    if (segment.length > 1) count += ideographs
  }
  return count
}
