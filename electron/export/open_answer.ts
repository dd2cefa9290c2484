import { readStored } from '../documents/stored'
import { LibraryFiles } from '../library/files'
import { readTokens } from '../library/tokens_file'
import { type Alignment, align } from '../shared/document/alignment'
import type { SourceDocument, Tokens } from '../shared/document/types'
import type { ExportedAnswer, ExportOrder } from '../shared/ipc/export_data'
import type { PlacedTrace } from '../trace/files'
import { TraceFiles } from '../trace/files'

/** An answer of the library with all that was kept of it: its document's text, tokens and traces. */
export interface OpenedAnswer {
  answer: ExportedAnswer
  source: SourceDocument
  tokens?: Tokens
  /** Undefined where the tokens were not kept: then sentences of the document have no numbers. */
  alignment?: Alignment
  /** Undefined where it was not kept. */
  trace(generation: number): Promise<PlacedTrace | undefined>
  close(): void
}

export async function openAnswer(order: ExportOrder, answer: ExportedAnswer): Promise<OpenedAnswer> {
  const files = new LibraryFiles(order.root)
  const document = order.document.id
  const source = await readStored(files.text(document))
  const tokens = await readTokens(files.tokens(document, answer.id)).catch(() => undefined)
  const traces = new TraceFiles()
  return {
    answer,
    source,
    tokens,
    alignment: tokens && align(source, tokens),
    trace: (generation) => traces.open(files.trace(document, answer.id, generation)).catch(() => undefined),
    close: () => traces.release(files.answer(document, answer.id)),
  }
}
