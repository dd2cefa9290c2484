import { l, n } from 'js-rouge'

/** F1 of one text against the authors' abstract, by shared words, pairs of words, and the longest common subsequence. */
export interface Rouge {
  one: number
  two: number
  l: number
}

const SAME = { caseSensitive: false }

export function rougeOf(candidate: string, reference: string): Rouge {
  if (candidate.trim() === '') return { one: 0, two: 0, l: 0 }
  return {
    one: n(candidate, reference, { ...SAME, n: 1 }),
    two: n(candidate, reference, { ...SAME, n: 2 }),
    l: l(candidate, reference, SAME),
  }
}
