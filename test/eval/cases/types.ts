export type CaseKind = 'hidden' | 'copy' | 'stated' | 'fresh' | 'lookalike' | 'unsourced'
export const KINDS: CaseKind[] = ['hidden', 'copy', 'stated', 'fresh', 'lookalike', 'unsourced']

export interface Case {
  kind: CaseKind
  question: string
  /** The answer is right if it contains one of these; empty where the document has no answer. */
  expected: string[]
  /** A piece of the sentence that states the answer; undefined where none does. */
  sentence?: string
  /** Pieces of other sentences that state the same. */
  also?: string[]
  /** Look-alikes: every sentence that states the same of something, with its value: one of them says what was said. */
  rivals?: { value: string; sentence: string }[]
}

/** A text and everything that is asked of it. */
export interface EvalText {
  id: string
  /** Package and version; undefined for invented texts. */
  version?: string
  text: string
  cases: Case[]
}
