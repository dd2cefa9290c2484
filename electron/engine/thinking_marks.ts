/** What a model puts around what it thinks before an answer. */
export interface ThinkingMark {
  open: string
  close: string
  /** Stands before `close` where the model ends one message and begins another. */
  handover?: string
  /** The end of a prompt after which the model writes `open`, or `close` at once. */
  after?: string
  /** Of a note on how long it may think, which a template begins at once in a block that is to stay empty. */
  budget?: { open: string; close: string }
}

/** As templates write them. */
export const THINKING_MARKS: readonly ThinkingMark[] = [
  { open: '<think>', close: '</think>' },
  { open: '<thinking>', close: '</thinking>' },
  {
    open: '<seed:think>',
    close: '</seed:think>',
    budget: { open: '<seed:cot_budget_reflect>', close: '</seed:cot_budget_reflect>' },
  },
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

/** What closes the block that a text leaves open at its end, with a note on its budget if that is open too. */
export function closingOf(text: string): string | undefined {
  const mark = openedAtEnd(text)
  if (mark) return mark.close
  const noted = THINKING_MARKS.find(({ open, budget }) => budget && text.trimEnd().endsWith(open + budget.open))
  return noted?.budget && noted.budget.close + noted.close
}

/** The control tokens that marks are made of; of marks of several tokens only those that the template knows. */
export function markTokens(template: string): ReadonlySet<string> {
  const known = THINKING_MARKS.filter(({ close, handover }) => !handover || template.includes(close))
  return new Set(known.flatMap(({ open, handover = '', close }) => `${open}${handover}${close}`.match(CONTROL_TOKEN)!))
}
