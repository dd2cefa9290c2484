import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError } from '../../engine/errors'
import { LibraryFiles, storedName } from '../../library/files'
import { TOKENS_FILE } from '../../library/tokens_file'
import type { ExportedAnswer, ExportOrder } from '../../shared/ipc/export_data'
import { writeOutput } from '../output_file'
import { provenanceOf } from '../provenance'
import type { Watched } from '../traces'
import { type Packed, ZipWriter } from '../zip/write'
import { DOCUMENT, FORM, MANIFEST, type Manifest, MIME_FILE, MIME_TYPE } from './format'

interface Part {
  name: string
  /** File, or text. */
  path?: string
  text?: string
  deflate: boolean
}

/** Writes a document with its answers, tokens and traces into one file. */
export async function writeAnalysis(order: ExportOrder, { signal, onProgress }: Watched): Promise<void> {
  const files = new LibraryFiles(order.root)
  const parts = await partsOf(order, files)
  const sizes = await Promise.all(parts.map(async ({ path }) => (path ? (await stat(path)).size : 0)))
  const total = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  )
  let done = 0
  const onBytes = (bytes: number) => {
    done += bytes
    onProgress?.(done, total)
  }
  await writeOutput(order.to, 'The analysis', async (file) => {
    const zip = new ZipWriter(file, new Date(order.date))
    for (const part of parts) await zip.add(packed(part, onBytes), signal)
    await zip.finish()
  })
}

async function partsOf(order: ExportOrder, files: LibraryFiles): Promise<Part[]> {
  const { document, answers } = order
  const source = storedName(document.kind)
  const sourcePath = files.source(document.id, source)
  await stat(sourcePath).catch((error) => {
    const message = `The stored copy of "${document.file}" can't be read: remove the document and add the file again.`
    throw new EngineError('write-failed', message, { cause: error })
  })
  const parts: Part[] = [
    { name: MIME_FILE, text: MIME_TYPE, deflate: false },
    { name: MANIFEST, text: JSON.stringify(manifestOf(order), null, 1), deflate: true },
    // a PDF too, which hardly shrinks: programs that read an archive as it comes take no stored file of unknown size
    { name: source, path: sourcePath, deflate: true },
    { name: DOCUMENT, path: files.text(document.id), deflate: true },
  ]
  for (const answer of answers) parts.push(...(await answerParts(files, answer)))
  return parts
}

function manifestOf(order: ExportOrder): Manifest {
  const { document, sha256, version, date, answers } = order
  const { file, title, kind } = document
  return {
    form: FORM,
    version,
    savedAt: new Date(date).toISOString(),
    document: { file, title, kind, sha256 },
    answers: answers.map((answer) => ({ id: answer.id, about: provenanceOf(order, answer) })),
  }
}

async function answerParts(files: LibraryFiles, answer: ExportedAnswer): Promise<Part[]> {
  const folder = files.answer(answer.document, answer.id)
  const kept = (await readdir(folder).catch(() => [])).filter(
    (name) => name === TOKENS_FILE || /^\d{1,4}\.trace$/.test(name),
  )
  const name = (file: string) => `answers/${answer.id}/${file}`
  return [
    { name: name('answer.json'), text: JSON.stringify(answer), deflate: true },
    ...kept.sort().map((file) => ({ name: name(file), path: join(folder, file), deflate: true })),
  ]
}

function packed({ name, path, text, deflate }: Part, onBytes: (bytes: number) => void): Packed {
  if (path === undefined) return { name, deflate, data: [Buffer.from(text!)] }
  const data = (async function* () {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      yield chunk as Buffer
      onBytes((chunk as Buffer).length)
    }
  })()
  return { name, deflate, data }
}
