import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { type ChatFrame, type Origin, rendered } from './chat_template'
import { EngineError } from './errors'
import type { ModelFile } from './native'
import { answerHeader, closingOf, openedAtEnd, THINKING_MARKS } from './thinking_marks'

export type { ChatFrame } from './chat_template'

const OWN: Origin = {
  name: "The model's chat template",
  instead: 'name another one with --template FILE or under Models in the settings, or use another conversion of it',
}

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
  file: Vocabulary & { beginToken?: string; addsBeginToken?: boolean; endToken?: string },
  templateFile?: string,
): ModelFrame {
  const { beginToken } = file
  const framed = templateFrames(file, templateFile)
  if (!file.addsBeginToken || !beginToken) return framed
  const { frame, thinking, ...rest } = framed
  return { ...rest, frame: begun(frame, beginToken), ...(thinking && { thinking: begun(thinking, beginToken) }) }
}

/** Many templates leave the token that a text must begin with to the tokenizer. */
const begun = ({ before, after }: ChatFrame, token: string): ChatFrame => ({
  before: before.startsWith(token) ? before : token + before,
  after,
})

function templateFrames(
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
  return { before, after: closed(after, template) }
}

/** The same where the model is told to think; undefined of a template that makes no difference then. */
export function thinkingFrame(template: string, beginToken = '', endToken = ''): ChatFrame | undefined {
  try {
    const on = rendered(template, true, beginToken, endToken, OWN)
    const off = chatFrame(template, beginToken, endToken)
    return on.before !== off.before || on.after !== off.after ? on : undefined
  } catch {
    return undefined // one that can't be used at all says so without thinking
  }
}

/** True if the model may think without being told to: its template or its vocabulary knows the end of a block. */
export const mayThink = ({ chatTemplate, deepSeekTokens }: Omit<Vocabulary, 'name'>): boolean =>
  THINKING_MARKS.some(({ close }) => chatTemplate.includes(close) || deepSeekTokens.includes(close))

/** True if the answer begins inside a thinking block. */
export const opensThinking = ({ after }: ChatFrame): boolean => openedAtEnd(after) !== undefined

/**
 * A template that opens a thinking block whatever it is told: the block is closed, empty, so that the answer follows. One that
 * leaves it to the model what it writes first has the answer begun.
 */
function closed(after: string, template: string): string {
  const header = answerHeader(template, after)
  if (header) return after + header
  const close = closingOf(after)
  return close ? `${after}${close}${/\n$/.test(after) ? '\n\n' : ''}` : after
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
