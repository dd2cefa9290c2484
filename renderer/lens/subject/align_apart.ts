import { type Alignment, align, alignmentOf } from '../../../electron/shared/document/alignment'
import type { SourceDocument, Tokens } from '../../../electron/shared/document/types'
import { type AlignReply, orderOf, placesOf } from './alignment_wire'

/** Aligns in a worker of its own, which ends with its work: it is needed once per document and model. */
export async function alignApart(document: SourceDocument, tokens: Tokens): Promise<Alignment> {
  // tests run without workers
  if (typeof Worker === 'undefined') return align(document, tokens)
  const worker = new Worker(new URL('./alignment_worker.ts', import.meta.url), { type: 'module', name: 'alignment' })
  try {
    const reply = await new Promise<AlignReply>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<AlignReply>) => resolve(data)
      worker.onerror = ({ message }) => reject(new Error(`The document's tokens could not be found: ${message}.`))
      worker.postMessage(orderOf(document, tokens.offsets))
    })
    return alignmentOf(document, tokens, placesOf(reply, document.sentences))
  } finally {
    worker.terminate()
  }
}
