import { hyphenAtEnd } from './phrases'

/** The words a document uses inside its lines, as evidence of what a hyphen at a line's end means. */
export interface Vocabulary {
  words: Map<string, number>
  hyphenated: Set<string>
  /** The file writes another character where it cut a word than where a hyphen belongs. */
  twoKinds: boolean
}

export function vocabularyOf(lines: Iterable<{ text: string }>): Vocabulary {
  const words = new Map<string, number>()
  const hyphenated = new Set<string>()
  const ends = { hard: 0, soft: 0 }
  let cut = false
  for (const { text } of lines) {
    const tokens = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011'’][\p{L}\p{M}\p{N}]+)*/gu) ?? []
    const hyphen = hyphenAtEnd(text)
    if (hyphen === '\u2010') ends.soft++
    else if (hyphen !== '') ends.hard++
    const whole = tokens.slice(cut ? 1 : 0, hyphen === '' ? undefined : -1)
    for (const token of whole) {
      words.set(token, (words.get(token) ?? 0) + 1)
      if (/[-\u2010\u2011]/.test(token)) hyphenated.add(token.replace(/[\u2010\u2011]/g, '-'))
    }
    cut = hyphen !== ''
  }
  return { words, hyphenated, twoKinds: ends.soft > 0 && [...words.keys()].some((word) => word.includes('-')) }
}

/** After these a hyphen is part of the word far more often than not. */
const KEEPING = new Set(['self', 'non', 'ex', 'well', 'cross', 'semi', 'anti', 'half', 'quasi'])
/** "Mother-in-law": a word of more than two. */
const MORE_PARTS = /^(?:in|of|to|the|up|by|on|off|out|and|at|for|a|la|de|du|di|da)[-\u2010\u2011]\p{L}/iu
/** "First- and second-": the hyphen stands for a word to come. */
const CONJUNCTION = /^(?:and|or|und|oder|bzw|sowie|et|ou|y|o|e|en|of|to)(?![\p{L}\p{N}])/iu

/** How two halves of a line break go together: "joined" without the hyphen, "kept" with it, "apart" with it and a space. */
export type Junction = 'joined' | 'kept' | 'apart'

/**
 * What the hyphen at the end of `before` means. In this order: another use of the same word in the document, the kind
 * of hyphen, the shape of the halves; without any evidence the word was cut to fit the line.
 */
export function junctionOf(before: string, after: string, vocabulary: Vocabulary): Junction {
  const hyphen = hyphenAtEnd(before)
  const left = /[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*(?=[-\u2010\u2011]$)/u.exec(before)?.[0] ?? ''
  const right = /^[\p{L}\p{M}\p{N}]+/u.exec(after)?.[0] ?? ''
  if (right === '') return /^\s/.test(after) ? 'apart' : 'kept'
  const [start, end] = [left.toLowerCase(), right.toLowerCase()]
  const joined = vocabulary.words.get(start + end) ?? 0
  if (vocabulary.hyphenated.has(`${start}-${end}`)) return joined > 1 ? 'joined' : 'kept'
  if (joined > 0) return 'joined'
  if (MORE_PARTS.test(after)) return 'kept'
  if (CONJUNCTION.test(after)) return 'apart'
  if (/\p{N}$/u.test(left) || /^\p{N}/u.test(right)) return 'kept'
  if (/^\p{Lu}/u.test(right)) return /\p{Ll}/u.test(left + right) ? 'kept' : 'joined'
  if (hyphen === '\u2011') return 'kept'
  if (vocabulary.twoKinds) return hyphen === '\u2010' ? 'joined' : 'kept'
  if ([...left].length === 1 || KEEPING.has(start) || start.includes('-')) return 'kept'
  return bothWords(start, end, vocabulary) ? 'kept' : 'joined'
}

/** "North-" and "east" both occur alone, and often enough to be words rather than scraps. */
function bothWords(start: string, end: string, { words }: Vocabulary): boolean {
  if (start.length < 4 || end.length < 4) return false
  return (words.get(start) ?? 0) >= 2 && (words.get(end) ?? 0) >= 2
}
