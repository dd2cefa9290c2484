import { runInNewContext } from 'node:vm'
import { Template } from '@huggingface/jinja'
import { EngineError } from './errors'

/** What stands before and after our text in a conversation of one question, as the model's own template writes it. */
export interface ChatFrame {
  before: string
  after: string
}

/** Where a template is from, and what to do if it is of no use. */
export interface Origin {
  name: string
  instead: string
}

// stands for our text while the template is rendered; private-use characters, which no template contains
const MARK = '\uE000text\uE001'

/** Milliseconds that a template may take: a loop in it may have no end that anybody would wait for. */
const LONGEST = 5000

/** What a template writes around a question; `think`: it is told to begin with thinking. Throws EngineError. */
export function rendered(
  template: string,
  think: boolean,
  beginToken: string,
  endToken: string,
  { name, instead }: Origin,
  longest = LONGEST,
): ChatFrame {
  const given = {
    add_generation_prompt: true,
    bos_token: beginToken,
    eos_token: endToken,
    // names for one thing: some templates think unless they are told not to
    enable_thinking: think,
    thinking: think,
    thinking_mode: think ? 'enabled' : 'disabled',
    ...effort(template, think),
    // Seed-OSS: how many tokens it may think; without it as many as it likes
    ...(!think && { thinking_budget: 0 }),
  }
  let text: string
  try {
    text = within(longest, () => written(new Template(inOurJinja(template)), given))
  } catch (error) {
    // what the parser stumbles over where a template ends too early
    const why = error instanceof TypeError ? 'it is no whole Jinja template' : (error as Error).message
    throw new EngineError('no-chat-template', `${name} can't be used (${why}); ${instead}.`, { cause: error })
  }
  const at = text.indexOf(MARK)
  if (at < 0) throw new EngineError('no-chat-template', `${name} leaves out the question; ${instead}.`)
  const after = text.slice(at + MARK.length)
  if (after.includes(MARK)) throw new EngineError('no-chat-template', `${name} repeats the question; ${instead}.`)
  return { before: text.slice(0, at), after }
}

/** Ends `work` where it takes longer, which nothing else does: a template is run by code that nobody can stop. */
function within<T>(milliseconds: number, work: () => T): T {
  try {
    return runInNewContext('work()', { work }, { timeout: milliseconds })
  } catch (error) {
    const isLate = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    throw isLate ? new Error(`it takes longer than ${milliseconds / 1000} s`, { cause: error }) : error
  }
}

/** What comes before and after a text differs by none of these; the first that a template takes is its own. */
const CONVERSATIONS: readonly Message[][] = [
  [{ role: 'user', content: MARK }],
  // some templates know a message as a list of parts, of which one is a text
  [{ role: 'user', content: [{ type: 'text', text: MARK }] }],
  // and some want to be told who the model is
  [
    { role: 'system', content: 'You are a helpful assistant.' },
    { role: 'user', content: MARK },
  ],
]

/** Templates are written for a caller that always passes these, as none; some count them all the same. */
const NOTHING = [
  () => ({ tools: null, documents: null }),
  () => ({ tools: [], documents: [] }),
  // Firefunction: functions as they are to be shown
  () => ({ tools: [], documents: [], functions: '[]', datetime: new Date().toDateString() }),
]

/** Some templates are told by an effort not to think. Others only write it into the prompt: these keep their own. */
function effort(template: string, think: boolean) {
  const none = /reasoning_effort\s*(?:==|!=|(?:not )?in\b)[^%}]*['"](no_think|none)['"]/.exec(template)?.[1]
  return none ? { reasoning_effort: think ? 'high' : none } : {}
}

/** What Python's templates may do, and our library doesn't know: '<think{}>'.format(mark). */
const inOurJinja = (template: string): string =>
  withoutTables(template).replace(/(['"])([^'"{}\\]*)\{\}([^'"{}\\]*)\1\.format\(([\w.]+)\)/g, '($1$2$1 ~ $4 ~ $1$3$1)')

const TABLE = /(\w+)(\s*=\s*)\{\s*\d+\s*:\s*\d+\s*(?:,\s*\d+\s*:\s*\d+\s*)*,?\s*\}/g

/** Nor tables by whole numbers: Seed-OSS has one for budgets of thinking between none and any, which we never ask for. */
function withoutTables(template: string): string {
  const names = [...template.matchAll(TABLE)].map(([, name]) => name!)
  const emptied = template.replace(TABLE, '$1$2{}')
  return names.reduce((text, name) => text.replace(new RegExp(`\\b${name}\\[\\d+\\]`, 'g'), 'none'), emptied)
}

interface Message {
  role: 'system' | 'user'
  content: string | { type: 'text'; text: string }[]
}

/** The first conversation that comes out with its text; else what became of the first one. */
function written(template: Template, given: Record<string, unknown>): string {
  let first: { text?: string; error?: unknown } | undefined
  for (const nothing of NOTHING) {
    for (const messages of CONVERSATIONS) {
      try {
        const text = template.render({ ...given, ...nothing(), messages })
        if (text.includes(MARK)) return text
        first ??= { text }
      } catch (error) {
        first ??= { error }
      }
    }
  }
  if (first?.text === undefined) throw first?.error
  return first.text
}
