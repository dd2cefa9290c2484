import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { EngineError } from '../engine/errors'
import { withCancel } from '../engine/native'
import type { Generation } from '../shared/ipc/answer_data'
import type { TracedPart } from '../summarize/types'
import { readMeta } from '../trace/meta'
import { writeTraceJsonLines } from './jsonl'
import type { OpenedAnswer } from './open_answer'
import { writeOutput } from './output_file'
import type { Provenance } from './provenance'
import { storedParts } from './stored_trace'
import { ZipWriter } from './zip/write'

export interface Watched {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/** The traces of an answer as JSON lines. */
export async function writeTraceLines(to: string, opened: OpenedAnswer, about: Provenance, watched: Watched) {
  const traced = await parts(opened)
  const { result, request } = opened.answer
  const total = traced.reduce((sum, { trace, isLook }) => sum + (isLook ? 0 : trace.info.tokens), 0)
  let done = 0
  const question = request.kind === 'question' ? request.question : undefined
  await writeTraceJsonLines(to, [{ model: result!.model, question, traced, about }], watched.signal, () =>
    watched.onProgress?.(++done, total),
  )
}

/**
 * The traces of an answer as they are kept (electron/trace/FORMAT.md), with what they are about and the tokens of their
 * contexts in their meta text. One is written as it is, several into a ZIP.
 */
export async function writeTraces(to: string, opened: OpenedAnswer, about: Provenance, watched: Watched) {
  const traced = await parts(opened)
  const [only] = traced
  if (opened.answer.result!.generations.length === 1) return save(only!, to, about, watched)
  await writeOutput(to, 'The traces', async (file) => {
    const zip = new ZipWriter(file)
    for (const [i, part] of traced.entries()) {
      watched.signal?.throwIfAborted()
      await addTrace(
        zip,
        `${i} ${part.title.replace(/[^\p{L}\p{N} -]/gu, '')}.trace`,
        part,
        `${to}.${randomUUID().slice(0, 8)}.part`,
        about,
        watched,
      )
      watched.onProgress?.(i + 1, traced.length)
    }
    await zip.finish()
  })
}

const save = (part: TracedPart, to: string, about: Provenance, { signal }: Watched): Promise<void> =>
  withCancel(signal, (cancel) => part.trace.save(to, metaOf(part, about), cancel))

async function addTrace(
  zip: ZipWriter,
  name: string,
  part: TracedPart,
  draft: string,
  about: Provenance,
  watched: Watched,
) {
  try {
    await save(part, draft, about, watched)
    const data = createReadStream(draft, { highWaterMark: 1 << 20 })
    await zip.add({ name, deflate: true, data }, watched.signal)
  } finally {
    await rm(draft, { force: true })
  }
}

async function parts(opened: OpenedAnswer): Promise<TracedPart[]> {
  const traced = opened.answer.result ? await storedParts(opened) : []
  const wanted: readonly Generation[] = opened.answer.result?.generations ?? []
  if (traced.length > 0 && traced.length === wanted.length) return traced
  throw new EngineError(
    'trace-damaged',
    'What the model read was not kept whole for this answer, so there is no trace to export; ask again to have one.',
  )
}

const metaOf = (part: TracedPart, about: Provenance): string =>
  JSON.stringify({
    form: 1,
    ...readMeta(part.trace.info.meta),
    about,
    tokens: part.tokens.map(({ id, text, page, sentence }) => [id, text, page, sentence]),
  })
