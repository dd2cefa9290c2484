import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { Template } from '@huggingface/jinja'
import { EngineError } from './errors'
import type { ModelFile } from './native'
import { openedAtEnd, THINKING_MARKS } from './thinking_marks'

/** What stands before and after our text in a conversation of one question, as the model's own template writes it. */
export interface ChatFrame {
  before: string
  after: string
}

/** Where a template is from, and what to do if it is of no use. */
interface Origin {
  name: string
  instead: string
}

const OWN: Origin = {
  name: "The model's chat template",
  instead: 'name another one with --template FILE or under Models in the settings, or use another conversion of it',
}

// stands for our text while the template is rendered; private-use characters, which no template contains
const MARK = '\uE000text\uE001'

/** Templates are some kilobytes; a larger file is something else. */
const LONGEST_TEMPLATE = 1 << 20

const DEEPSEEK = {
  begin: '<｜begin▁of▁sentence｜>',
  user: '<｜User｜>',
  assistant: '<｜Assistant｜>',
  thought: '</think>',
}
const DEEPSEEK_THINK = '<think>'

/**
 * The frame of DeepSeek's own code for V3.2 (encoding_dsv32.py beside its weights, chat mode), which ships no Jinja
 * template: thinking is closed before it begins.
 */
const DEEPSEEK_FRAME: ChatFrame = {
  before: DEEPSEEK.begin + DEEPSEEK.user,
  after: DEEPSEEK.assistant + DEEPSEEK.thought,
}

/** The same in its thinking mode: the block is begun, and the model ends it. */
const DEEPSEEK_THINKING: ChatFrame = {
  before: DEEPSEEK_FRAME.before,
  after: DEEPSEEK.assistant + DEEPSEEK_THINK,
}

type Vocabulary = Pick<ModelFile, 'name' | 'chatTemplate' | 'deepSeekTokens'>

/** A model's frame, and what is to be said about it if it isn't the model's own. */
export interface ModelFrame {
  frame: ChatFrame
  /** In which the model thinks before it answers; undefined where it can't be told to. */
  thinking?: ChatFrame
  note?: string
}

/** The frame for a model: of `templateFile` if there is one, else its own, else DeepSeek's if it has those tokens. */
export function modelFrame(
  file: Vocabulary & { beginToken?: string; endToken?: string },
  templateFile?: string,
): ModelFrame {
  const { beginToken, endToken } = file
  if (templateFile !== undefined) {
    const origin = {
      name: `The chat template in ${templateFile}`,
      instead: 'correct it or name another file with --template or under Models in the settings',
    }
    return framesOf(readTemplate(templateFile), beginToken, endToken, origin)
  }
  if (file.chatTemplate.trim() !== '') return framesOf(file.chatTemplate, beginToken, endToken)
  if (Object.values(DEEPSEEK).every((token) => file.deepSeekTokens.includes(token))) {
    return {
      frame: DEEPSEEK_FRAME,
      ...(file.deepSeekTokens.includes(DEEPSEEK_THINK) && { thinking: DEEPSEEK_THINKING }),
      note: `${file.name} has no chat template; DeepSeek-V3.2's own frame is used, as it has those control tokens.`,
    }
  }
  throw new EngineError(
    'no-chat-template',
    'The model has no chat template; name a Jinja file with --template FILE or under Models in the settings, or use another conversion of it.',
  )
}

function framesOf(template: string, beginToken?: string, endToken?: string, origin?: Origin): ModelFrame {
  const thinking = thinkingFrame(template, beginToken, endToken)
  return { frame: chatFrame(template, beginToken, endToken, origin), ...(thinking && { thinking }) }
}

/** Cuts the rendered template at the place of the user's text. Both halves may contain control tokens. */
export function chatFrame(template: string, beginToken = '', endToken = '', origin = OWN): ChatFrame {
  const { before, after } = rendered(template, false, beginToken, endToken, origin)
  return { before, after: closed(after) }
}

/** The same where the model is told to think; undefined of a template that makes no difference then. */
export function thinkingFrame(template: string, beginToken = '', endToken = ''): ChatFrame | undefined {
  try {
    const [on, off] = [true, false].map((think) => rendered(template, think, beginToken, endToken, OWN))
    const isOther = on!.before !== off!.before || on!.after !== off!.after
    return isOther || opensThinking(on!) ? on : undefined
  } catch {
    return undefined // one that can't be used at all says so without thinking
  }
}

/** True if the model may think without being told to: its template or its vocabulary knows the end of a block. */
export const mayThink = ({ chatTemplate, deepSeekTokens }: Omit<Vocabulary, 'name'>): boolean =>
  THINKING_MARKS.some(({ close }) => chatTemplate.includes(close) || deepSeekTokens.includes(close))

/** True if the answer begins inside a thinking block. */
export const opensThinking = ({ after }: ChatFrame): boolean => openedAtEnd(after) !== undefined

function rendered(
  template: string,
  think: boolean,
  beginToken: string,
  endToken: string,
  { name, instead }: Origin,
): ChatFrame {
  const given = {
    add_generation_prompt: true,
    bos_token: beginToken,
    eos_token: endToken,
    // two names for one thing: some templates think unless they are told not to
    enable_thinking: think,
    thinking: think,
    // templates are written for a caller that always passes these, as none
    tools: null,
    documents: null,
  }
  let text: string
  try {
    text = written(new Template(template), given)
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

interface Message {
  role: 'system' | 'user'
  content: string | { type: 'text'; text: string }[]
}

/** The first conversation that comes out with its text; else what became of the first one. */
function written(template: Template, given: Record<string, unknown>): string {
  let first: { text?: string; error?: unknown } | undefined
  for (const messages of CONVERSATIONS) {
    try {
      const text = template.render({ ...given, messages })
      if (text.includes(MARK)) return text
      first ??= { text }
    } catch (error) {
      first ??= { error }
    }
  }
  if (first?.text === undefined) throw first?.error
  return first.text
}

/** A template that opens a thinking block whatever it is told: the block is closed, empty, so that the answer follows. */
function closed(after: string): string {
  const mark = openedAtEnd(after)
  return mark ? `${after}${mark.close}${/\n$/.test(after) ? '\n\n' : ''}` : after
}

function readTemplate(path: string): string {
  const isAbout = (what: string, cause?: unknown) =>
    new EngineError(
      'bad-argument',
      `The template file "${path}" ${what}; name another file with --template or under Models in the settings.`,
      {
        cause,
      },
    )
  let text: string
  try {
    const file = openSync(path, 'r')
    try {
      if (fstatSync(file).size > LONGEST_TEMPLATE) throw isAbout('is too long for a template')
      text = readFileSync(file, 'utf8')
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw error instanceof EngineError ? error : isAbout("can't be read", error)
  }
  if (text.trim() === '') throw isAbout('is empty')
  return text
}
