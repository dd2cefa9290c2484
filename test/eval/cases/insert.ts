import type { Random } from '../random'
import { isProse } from '../texts/excerpt'

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The paragraphs with every sentence put between two of theirs, at random places, in different paragraphs if it can be. */
export function withInserted(paragraphs: readonly string[], sentences: readonly string[], random: Random): string[] {
  const gaps = paragraphs.flatMap((paragraph, p) =>
    p > 0 && isProse(paragraph) ? sentenceStarts(paragraph).map((at) => ({ p, at })) : [],
  )
  const chosen: { p: number; at: number; sentence: string }[] = []
  for (const sentence of sentences) {
    const free = gaps.filter((gap) => !chosen.some(({ p }) => p === gap.p))
    const gap = random.pick(free.length ? free : gaps.filter((g) => !chosen.some((c) => c.p === g.p && c.at === g.at)))
    chosen.push({ ...gap, sentence })
  }
  return paragraphs.map((paragraph, p) =>
    chosen
      .filter((c) => c.p === p)
      .sort((a, b) => b.at - a.at) // from the back, so that places stay right
      .reduce((text, { at, sentence }) => `${text.slice(0, at)}${sentence} ${text.slice(at)}`, paragraph),
  )
}

/** Where sentences of a paragraph begin that follow a clear end: a stop after a word, not an abbreviation's. */
function sentenceStarts(paragraph: string): number[] {
  return [...segmenter.segment(paragraph)]
    .map(({ index }) => index)
    .filter((at) => at > 0 && /[a-z)]{3}[.!?] $/.test(paragraph.slice(0, at)) && /^[A-Z]/.test(paragraph.slice(at)))
}
