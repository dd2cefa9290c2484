import { readStored } from '../documents/stored'
import type { NativeAddon } from '../engine/native'
import { asAnswer, layOut } from '../export/lay_out'
import { LibraryFiles } from '../library/files'
import { importAbout } from '../remote/import'
import type { EngineCalls, Input } from '../shared/ipc/calls'
import type { ExportedAnswer } from '../shared/ipc/export_data'

/** An answer that a server gave elsewhere, laid out below `into` as a library keeps it, with its document's id. */
export async function importAnswer(
  { path, into, answer, documents }: Input<EngineCalls, 'analysis.import'>,
  addon: Pick<NativeAddon, 'CountedTrace'>,
  signal?: AbortSignal,
): Promise<ExportedAnswer> {
  const { of, result, document } = await importAbout(path, read(documents), addon, signal)
  try {
    const named = { ...asAnswer(result, of), id: answer }
    await layOut(new LibraryFiles(into), named, result, document.tokens)
    return named
  } finally {
    for (const { trace } of result.traced) trace.close()
  }
}

/** One at a time, as a library may hold thousands. */
async function* read(documents: Input<EngineCalls, 'analysis.import'>['documents']) {
  for (const { document, text } of documents) {
    const source = await readStored(text).catch(() => undefined)
    if (source) yield { of: document, source }
  }
}
