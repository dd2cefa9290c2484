import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { version } from '../../package.json'
import { asAnswer, layOut } from '../export/lay_out'
import { OutputFile } from '../export/output_file'
import { type Provenance, provenanceOf } from '../export/provenance'
import { writeExport } from '../export/write'
import { copyHashed } from '../library/copy'
import { LibraryFiles, storedName } from '../library/files'
import type { SourceDocument } from '../shared/document/types'
import type { ExportedAnswer, ExportSubject } from '../shared/ipc/export_data'
import { listedDocument } from '../shared/ipc/listed_document'
import type { RequestResult } from '../summarize/types'
import type { Arguments } from './arguments'
import type { Engine, Reading } from './engine'

/** What `--report` and `--save` write, by the modules that the window exports with. */

/** A place that can't be written to is found out before the work, not after it. */
export async function checkPlaces({ report, save }: Arguments): Promise<void> {
  if (report !== undefined) await (await OutputFile.create(report, 'The report')).discard()
  if (save !== undefined) await (await OutputFile.create(save, 'The analysis')).discard()
}

export async function subjectOf(path: string, document: SourceDocument, engine: Engine): Promise<ExportSubject> {
  const { sha256, bytes } = await engine.hash(path)
  const date = Date.now()
  const entry = { id: randomUUID(), file: basename(path), bytes, addedAt: date, openedAt: date, answers: 0 }
  return { document: { ...entry, ...listedDocument(document) }, sha256, version, date }
}

export const aboutOf = (result: RequestResult, subject: ExportSubject, seed?: number): Provenance =>
  provenanceOf(subject, asAnswer(result, subject.document.id, seed))

interface Kept {
  document: SourceDocument
  args: Arguments
  subject: ExportSubject
  results: readonly RequestResult[]
  reading: Reading
  signal: AbortSignal
}

export async function keepResults({ document, args, subject, results, reading, signal }: Kept): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'sparselens-'))
  try {
    const files = new LibraryFiles(root)
    const { id, kind } = subject.document
    await mkdir(files.folder(id), { recursive: true })
    await copyHashed(args.file, files.source(id, storedName(kind)), signal)
    await writeFile(files.text(id), JSON.stringify(document))
    const answers: ExportedAnswer[] = []
    for (const result of results) {
      const answer = asAnswer(result, id, args.seed)
      await layOut(files, answer, result, reading.tokens)
      answers.push(answer)
    }
    const order = { ...subject, root, answers }
    if (args.report !== undefined) await writeExport({ ...order, kind: 'report', to: args.report }, { signal })
    if (args.save !== undefined) await writeExport({ ...order, kind: 'analysis', to: args.save }, { signal })
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
