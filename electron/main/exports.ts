import { randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { answerMarkdown } from '../export/markdown'
import { endingOf, exportName } from '../export/names'
import type { Library } from '../library/store'
import type { AppEvents, Ask, EngineCalls, EngineEvents, EventData } from '../shared/ipc/calls'
import type { ExportedAnswer, ExportKind, ExportOrder, ExportSubject } from '../shared/ipc/export_data'
import { CallFailure, failureOf } from '../shared/ipc/failure'
import type { Tell } from '../shared/ipc/port'

export interface ExportsOptions {
  library: Library
  /** The library's folder. */
  root: string
  version: string
  ask: Ask<EngineCalls>
  tell: Tell<AppEvents>
  answers: { get(id: string): ExportedAnswer; list(document: string): ExportedAnswer[] }
  pick(name: string, kind: ExportKind): Promise<string | undefined>
}

/** What takes longer is shown, and can be stopped. */
const SLOW_MS = 500

interface RunningExport {
  file: string
  to: string
  done: number
  total: number
  isShown: boolean
}

/** Exports at work: the user says where, the engine writes. */
export class Exports {
  private readonly jobs = new Map<string, RunningExport>()

  constructor(private readonly options: ExportsOptions) {}

  markdown(answer: string): string {
    const found = this.options.answers.get(answer)
    return answerMarkdown(found, this.subject(found))
  }

  /** False if the user changed their mind. Throws what can't be written. */
  async write(kind: ExportKind, answer: string): Promise<boolean> {
    const { answers, pick, root } = this.options
    const found = answers.get(answer)
    const subject = this.subject(found)
    const picked = await pick(exportName(kind, found, subject.document), kind)
    if (picked === undefined) return false
    const to = extname(picked) === '' ? `${picked}.${endingOf(kind, found)}` : picked
    // the model's hash may have come meanwhile
    const exported = kind === 'analysis' ? answers.list(found.document).filter(isEnded) : [answers.get(answer)]
    return this.run({ ...subject, kind, to, root, answers: exported })
  }

  /** Resolves once it is told to stop. */
  async cancel(id: string): Promise<void> {
    if (this.jobs.has(id)) await this.options.ask('job.cancel', { job: id }).catch(() => {})
  }

  async close(): Promise<void> {
    await Promise.all([...this.jobs.keys()].map((id) => this.cancel(id)))
  }

  progressed({ job: id, done, total }: EventData<EngineEvents, 'export.progress'>): void {
    const job = this.jobs.get(id)
    if (!job) return
    Object.assign(job, { done, total })
    if (job.isShown) this.show(id, job)
  }

  private async run(order: ExportOrder): Promise<boolean> {
    const id = randomUUID()
    const job: RunningExport = { file: basename(order.to), to: order.to, done: 0, total: 1, isShown: false }
    this.jobs.set(id, job)
    const timer = setTimeout(() => this.show(id, job), SLOW_MS)
    try {
      await this.options.ask('export.write', { job: id, order })
      return true
    } catch (error) {
      const { code } = failureOf(error)
      if (code === 'cancelled') return false
      if (code !== 'engine-ended') throw error
      await removeDrafts(order.to)
      throw new CallFailure(code, `"${job.file}" was not written, because the engine stopped: export it again.`)
    } finally {
      clearTimeout(timer)
      this.jobs.delete(id)
      if (job.isShown) this.options.tell('export.ended', { export: id })
    }
  }

  private show(id: string, job: RunningExport): void {
    job.isShown = true
    const { file, done, total } = job
    this.options.tell('export.progress', { export: id, file, done, total })
  }

  private subject({ document: id }: ExportedAnswer): ExportSubject {
    const { library, version } = this.options
    const document = library.get(id)
    const sha256 = library.sha256(id)
    if (document && sha256) return { document, sha256, version, date: Date.now() }
    throw new CallFailure('not-found', 'This document is not in the library any more.')
  }
}

const isEnded = ({ state }: ExportedAnswer): boolean =>
  state !== 'queued' && state !== 'reading' && state !== 'answering'

/** What an engine that was killed left beside the file. */
async function removeDrafts(to: string): Promise<void> {
  const isDraft = /^\.(?:[0-9a-f]{8}\.part(?:\.partial-\d+-\d+)?|partial-\d+-\d+)$/
  const [folder, name] = [dirname(to), basename(to)]
  const left = (await readdir(folder).catch(() => [])).filter(
    (found) => found.startsWith(name) && isDraft.test(found.slice(name.length)),
  )
  for (const found of left) await rm(join(folder, found), { force: true }).catch(() => {})
}
