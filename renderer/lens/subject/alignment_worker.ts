import { alignTokens } from '../../../electron/shared/document/alignment'
import { type AlignOrder, buffersOf, replyOf, textOf } from './alignment_wire'

/** Finds characters, sentence and page of every token beside the window's own thread. */
addEventListener('message', ({ data }: MessageEvent<AlignOrder>) => {
  const reply = replyOf(alignTokens(textOf(data), data.offsets))
  postMessage(reply, { transfer: buffersOf(reply) as ArrayBuffer[] })
})
