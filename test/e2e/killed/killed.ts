import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'libsql'
import { give, makeHome } from '../../../electron/scripts/stage/home'
import { launch, type Running } from '../../../electron/scripts/stage/launch'
import type { AnswerEntry } from '../../../electron/shared/ipc/answer_data'
import type { AppCalls, Input, Output } from '../../../electron/shared/ipc/calls'
import { isAtWork } from '../answers'
import { givePaths } from '../drop'
import { putLease } from '../lease'
import { until } from '../page'

/** Who is killed. */
export const VICTIMS = ['Browser', 'Tab', 'SparseLens engine', 'SparseLens reader'] as const
export type Victim = (typeof VICTIMS)[number]

interface Process {
  pid: number
  name: string
}

/** What was seen to be there: it must be ever after. */
interface Seen {
  documents: string[]
  answers: AnswerEntry[]
}

/** Of a page that ends twice within this time the user decides (electron/main/window.ts). */
const PAGE_REST_MS = 10_500

/** The window on one library, whose processes are killed while an answer is written and a file read. */
export class Killed {
  private readonly home = makeHome()
  private running: Running | undefined
  private pageEnded = Number.NEGATIVE_INFINITY
  /** Files that were handed over. */
  private files = 0

  /** Lets it work for so long, kills one of its processes, and has it come back. Returns what was lost. */
  async round(victim: Victim, ms: number): Promise<string[]> {
    this.running ??= await launch({ home: this.home, args: this.files++ === 0 ? [putLease(this.home)] : [] })
    if (victim === 'Tab') await pause(this.pageEnded + PAGE_REST_MS - Date.now())
    const seen = await this.work(ms)
    // it lives no longer than it has files to read
    if (victim === 'SparseLens reader') await this.handOver()
    const all = await this.processes()
    const { pid } = await until(`a process of ${victim}`, async () =>
      (await this.processes()).find(({ name }) => name === victim),
    )
    process.kill(pid, 'SIGKILL')
    const gone = victim === 'Browser' ? all : [{ pid }]
    await until('the end of what was killed', async () =>
      gone.every((one) => !existsSync(`/proc/${one.pid}`)) ? true : undefined,
    )
    if (victim === 'Browser') this.running = await launch({ home: this.home })
    if (victim === 'Tab') this.pageEnded = Date.now()
    return lost(seen, await this.seen())
  }

  /** Waits until all files are in, stops what is still to be answered, and closes it. Returns what is wrong with what is left. */
  async end(): Promise<string[]> {
    const faults: string[] = []
    await until('all files', async () => (await this.seen()).documents.length === this.files || undefined)
    const { answers } = await until('the end of all work', async () => {
      for (const { id } of await this.ask('answers.unfinished')) await this.ask('job.cancel', { job: id })
      const seen = await this.seen()
      return seen.answers.some(isAtWork) ? undefined : seen
    })
    for (const { id, state, result } of answers) {
      if (state !== 'done') continue
      const span = { from: 0, to: 1, layers: [0] }
      const { rows } = await this.ask('lens.span', { trace: { answer: id, generation: result!.main }, span })
      if (rows !== 1) faults.push(`${id} has no rows`)
    }
    await this.close()
    const db = new Database(join(this.home, '.config', 'SparseLens', 'library.db'))
    const [check] = db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[]
    db.close()
    return check!.integrity_check === 'ok' ? faults : [...faults, check!.integrity_check]
  }

  async close(): Promise<void> {
    await this.running?.close()
    this.running = undefined
  }

  /** Has an answer and an import begin and a sentence ticked; returns what was there a second before it is over. */
  private async work(ms: number): Promise<Seen> {
    const end = Date.now() + ms
    const document = await until('a document', async () => (await this.ask('library.list'))[0]?.id)
    await this.ask('answers.ask', { document, request: { kind: 'summary', sentences: 2 } })
    const done = (await this.seen()).answers.find(({ state, sentences }) => state === 'done' && sentences.length > 0)
    if (done) {
      await this.ask('answers.review', { answer: done.id, sentence: 0, verified: true, note: `Round ${this.files}` })
    }
    await this.handOver()
    let seen = await this.seen()
    for (; Date.now() < end - 1000; await pause(100)) seen = await this.seen()
    await pause(Math.max(1000, end - Date.now()))
    return seen
  }

  /** Has another file taken in. */
  private async handOver(): Promise<void> {
    const number = this.files++
    const path = join(this.home, 'Documents', `note ${number}.txt`)
    writeFileSync(path, `Note ${number} is about the pier, built in ${1800 + number}. It is old.`)
    give(path)
    await givePaths(this.running!.app, [path])
    await this.ask('library.add', { paths: [path] })
  }

  private async seen(): Promise<Seen> {
    const documents = (await this.ask('library.list')).map(({ id }) => id)
    const answers = await Promise.all(documents.map((document) => this.ask('answers.list', { document })))
    return { documents, answers: answers.flat() }
  }

  private processes(): Promise<Process[]> {
    return this.running!.app.evaluate(({ app }) =>
      app.getAppMetrics().map(({ pid, type, name, serviceName }) => ({ pid, name: name ?? serviceName ?? type })),
    )
  }

  /** Through main, as Playwright has no use for a page that ended once. While none is there it waits for the next one. */
  private ask<N extends keyof AppCalls & string>(name: N, input?: Input<AppCalls, N>): Promise<Output<AppCalls, N>> {
    const call = `window.sparselens?.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`
    return until(`${name} by a page`, async () => {
      const asked = this.running!.app.evaluate(({ BrowserWindow }, call) => {
        const [window] = BrowserWindow.getAllWindows()
        return window!.webContents.isCrashed() ? undefined : window!.webContents.executeJavaScript(call)
      }, call)
      const reply = await Promise.race([asked.catch(() => undefined), pause(5000)])
      if (reply && !reply.ok) throw new Error(`${name}: ${reply.failure.message}`)
      return reply ? { value: reply.value as Output<AppCalls, N> } : undefined
    }).then(({ value }) => value)
  }
}

function lost(before: Seen, after: Seen): string[] {
  const now = new Map(after.answers.map((answer) => [answer.id, answer]))
  return [
    ...before.documents.filter((id) => !after.documents.includes(id)).map((id) => `document ${id} is gone`),
    ...before.answers.flatMap((was) => {
      const is = now.get(was.id)
      if (!is) return [`answer ${was.id} is gone`]
      if (JSON.stringify(is.reviews) !== JSON.stringify(was.reviews)) return [`${was.id} lost what was said of it`]
      const isEnded = was.state === 'done' && (is.state !== 'done' || is.text !== was.text)
      if (isEnded) return [`${was.id} was done and is ${is.state}`]
      return is.text.startsWith(was.text) ? [] : [`${was.id} said "${was.text}", then "${is.text}"`]
    }),
  ]
}
