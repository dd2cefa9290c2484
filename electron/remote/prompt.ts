import { opensThinking } from '../engine/chat'
import { EngineError } from '../engine/errors'
import type { Server, TokenizedText } from '../network/server'
import { type Alignment, align } from '../shared/document/alignment'
import { unitText } from '../shared/document/passages'
import type { SourceDocument } from '../shared/document/types'
import type { TracedSentence } from '../summarize/evidence'
import { INSTRUCTION } from '../summarize/prompts'
import { remoteFrame, withoutControl } from './frame'
import { spell } from './spelling'

/** A document as a server's tokenizer cuts it, after what stands before it in every prompt. */
export interface RemoteText {
  document: Alignment
  opening: TokenizedText
  closing: TokenizedText
  opensThinking: boolean
  /** Positions of the prompt [textStart, textEnd). */
  textStart: number
  textEnd: number
  sentences: TracedSentence[]
}

/** Has a document tokenized. Throws where the server's tokens spell another text than the document's. */
export async function tokenizeDocument(
  server: Server,
  source: SourceDocument,
  template: string | undefined,
  signal?: AbortSignal,
): Promise<RemoteText> {
  const frame = await remoteFrame(server, template, signal)
  const [before, closing] = await server.tokenize([frame.before, frame.after], signal)
  const [instruction, text] = await plainTokens(server, [INSTRUCTION, source.text], signal)
  const spelled = spell(source.text, text!.pieces)
  if (!('offsets' in spelled)) throw otherText(spelled)
  const document = align(source, { ids: Int32Array.from(text!.ids), offsets: spelled.offsets })
  const opening = joined([before!, instruction!])
  const textStart = opening.ids.length
  return {
    document,
    opening,
    closing: closing!,
    opensThinking: opensThinking(frame),
    textStart,
    textEnd: textStart + text!.ids.length,
    sentences: sentencesAt(document, textStart),
  }
}

/** The document's sentences as positions of a prompt in which its first token stands at `textStart`. */
export const sentencesAt = (document: Alignment, textStart: number): TracedSentence[] =>
  document.sentences.map((unit, i) => ({
    begin: textStart + unit.firstToken,
    end: textStart + unit.endToken,
    sentence: i,
    page: unit.page,
    text: unitText(document, unit),
  }))

/** Tokens of texts in which nothing is a control token. */
export async function plainTokens(
  server: Server,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<TokenizedText[]> {
  const cut = texts.map(withoutControl)
  const found = await server.tokenize(cut.flat(), signal)
  let next = 0
  return cut.map((pieces) => {
    const parts = found.slice(next, next + pieces.length)
    next += pieces.length
    return joined(parts)
  })
}

const joined = (parts: readonly TokenizedText[]): TokenizedText => ({
  ids: parts.flatMap(({ ids }) => ids),
  pieces: parts.flatMap(({ pieces }) => pieces),
})

function otherText({ at, text, said, token }: { at: number; text: string; said: string; token: number }): EngineError {
  const what = said === '' ? 'they end' : `they say "${said}"`
  return new EngineError(
    'endpoint-failed',
    `The server's tokens don't spell the document: at character ${at + 1} (token ${token + 1}) it says "${text}", and ${what}. Places in the text couldn't be told, so nothing was asked; use a model whose tokenizer keeps the text as it is.`,
  )
}
