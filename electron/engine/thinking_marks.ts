/** What a model puts around what it thinks before an answer. */
export interface ThinkingMark {
  open: string
  close: string
  /** Stands before `close` where the model ends one message and begins another. */
  handover?: string
  /** The end of a prompt after which the model writes `open`, or `close` at once. */
  after?: string
}

/** As templates write them. */
export const THINKING_MARKS: readonly ThinkingMark[] = [
  { open: '<think>', close: '</think>' },
  { open: '<thinking>', close: '</thinking>' },
  { open: '<seed:think>', close: '</seed:think>' },
  { open: '<think:opensource>', close: '</think:opensource>' },
  { open: '<mm:think>', close: '</mm:think>' },
  { open: '[THINK]', close: '[/THINK]' },
  { open: '<|START_THINKING|>', close: '<|END_THINKING|>' },
  { open: '<|channel>thought', close: '<channel|>' },
  // gpt-oss: each channel is a message
  {
    open: '<|channel|>analysis<|message|>',
    handover: '<|end|><|start|>assistant',
    close: '<|channel|>final<|message|>',
    after: '<|start|>assistant',
  },
]

/** The marks of a block that a text begins and leaves open at its end. */
export const openedAtEnd = (text: string): ThinkingMark | undefined =>
  THINKING_MARKS.find(({ open }) => text.trimEnd().endsWith(open))

/** What an answer without thinking begins with, where a template leaves that to the model. */
export const answerHeader = (template: string, prompt: string): string | undefined =>
  THINKING_MARKS.find(({ after, close }) => after && template.includes(close) && prompt.endsWith(after))?.close

const CONTROL_TOKEN = /<[|/]?[\w:]+\|?>|\[\/?[A-Z]+\]/g

/** The control tokens that marks are made of; of marks of several tokens only those that the template knows. */
export function markTokens(template: string): ReadonlySet<string> {
  const known = THINKING_MARKS.filter(({ close, handover }) => !handover || template.includes(close))
  return new Set(known.flatMap(({ open, handover = '', close }) => `${open}${handover}${close}`.match(CONTROL_TOKEN)!))
}
