import { type ChatFrame, modelFrame } from '../engine/chat'
import { EngineError } from '../engine/errors'
import type { Server } from '../network/server'

/** Control tokens of DeepSeek's chat (encoding_dsv32.py beside its weights). */
const DEEPSEEK = ['<｜begin▁of▁sentence｜>', '<｜User｜>', '<｜Assistant｜>', '</think>', '<think>']

/**
 * What stands before and after our text. Servers tell no template, so that positions would be guessed: it is DeepSeek's
 * own where its control tokens are tokens of the server's model, else that of a file.
 */
export async function remoteFrame(server: Server, template?: string, signal?: AbortSignal): Promise<ChatFrame> {
  const found = await server.tokenize(DEEPSEEK, signal)
  const deepSeekTokens = DEEPSEEK.filter((_, i) => found[i]!.ids.length === 1)
  const file = { name: server.info.model, chatTemplate: '', deepSeekTokens, beginToken: '', endToken: '' }
  try {
    return modelFrame(file, template).frame
  } catch (error) {
    if (template !== undefined || !(error instanceof EngineError)) throw error
    throw new EngineError(
      'no-chat-template',
      `${server.info.model} on the server isn't DeepSeek's, and the server doesn't tell its chat template; name it as a Jinja file with --template FILE or in the settings.`,
      { cause: error },
    )
  }
}

/** After this a text would go on as a control token; servers read those in any text, so it is cut there. */
const CONTROL = /(?<=<)(?=[|｜][^<>|｜]{1,40}[|｜]>|\/?think>)/

/** A text in pieces that hold no control token, whatever somebody wrote into a document. */
export const withoutControl = (text: string): string[] => text.split(CONTROL)
