import type { ExportKind, ExportOrder } from '../shared/ipc/export_data'
import { reportPieces } from './html/report'
import { answerMarkdown } from './markdown'
import { type OpenedAnswer, openAnswer } from './open_answer'
import { writeOutput } from './output_file'
import { provenanceOf } from './provenance'
import { writeAnalysis } from './saved/write'
import { type Watched, writeTraceLines, writeTraces } from './traces'

/** Writes an export, all or nothing. Rejects with an EngineError or DocumentError for people, or the signal's reason. */
export async function writeExport(order: ExportOrder, watched: Watched = {}): Promise<void> {
  if (order.kind === 'analysis') return writeAnalysis(order, watched)
  const answer = order.answers[0]!
  const opened = await openAnswer(order, answer)
  try {
    watched.signal?.throwIfAborted()
    await WRITERS[order.kind](order, opened, watched)
  } finally {
    opened.close()
  }
}

type Writer = (order: ExportOrder, opened: OpenedAnswer, watched: Watched) => Promise<void>

const WRITERS: Record<Exclude<ExportKind, 'analysis'>, Writer> = {
  report: (order, opened, watched) =>
    writeOutput(order.to, 'The report', async (file) => {
      for await (const piece of reportPieces(opened, order, watched)) await file.text(piece)
    }),
  markdown: (order, { answer }) =>
    writeOutput(order.to, 'The answer', (file) => file.text(answerMarkdown(answer, order))),
  'trace-lines': (order, opened, watched) =>
    writeTraceLines(order.to, opened, provenanceOf(order, opened.answer), watched),
  trace: (order, opened, watched) => writeTraces(order.to, opened, provenanceOf(order, opened.answer), watched),
}
