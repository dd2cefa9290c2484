import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from '../../../../electron/main/app'
import type { EngineHostOptions } from '../../../../electron/main/engine_host'
import { appHandlers } from '../../../../electron/main/handlers'
import { reply } from '../../../../electron/main/ipc'
import type { SystemDialogs } from '../../../../electron/main/system_dialogs'
import type { AnswerEntry } from '../../../../electron/shared/ipc/answer_data'
import type { AppCalls, AppEvents, EventData, Input } from '../../../../electron/shared/ipc/calls'
import { appEvents } from '../../../../electron/shared/ipc/contract'
import type { DocumentEntry, Import } from '../../../../electron/shared/ipc/document_data'
import type { ReaderPlaces } from '../../../../electron/shared/ipc/processes'
import { FakeEngine, type Script } from './fake_engine'

export interface ToldEvent {
  name: keyof AppEvents
  data: unknown
}

export const isDone = ({ state }: AnswerEntry): boolean => state === 'done'

/** The app as the page sees it, with engines that do what a test says. */
export class AppOfTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'app-'))
  readonly told: ToldEvent[] = []
  readonly engines: FakeEngine[] = []
  readonly picked: { documents: string[]; model?: string; template?: string; export?: string; copied?: string } = {
    documents: [],
  }
  app!: App

  readonly readers: FakeEngine[] = []
  /** What each of them may use. */
  readonly places: ReaderPlaces[] = []

  /** `scripts`: of the engines, one after the other; the last one also of all later ones. `reader`: of one that reads files beside them. */
  async open(scripts: Script[] = [{}], watch?: EngineHostOptions['watch'], reader?: Script): Promise<this> {
    const dialogs: SystemDialogs = {
      pickDocuments: async () => this.picked.documents,
      pickModel: async () => this.picked.model,
      pickTemplate: async () => this.picked.template,
      pickExport: async () => this.picked.export,
      copy: (text) => {
        this.picked.copied = text
      },
      copyPicture: (png) => {
        this.picked.copied = `${png.length} bytes`
      },
    }
    let started = 0
    this.app = await App.open({
      root: join(this.folder, 'data'),
      version: '1.2.3',
      dialogs,
      watch,
      processNames: () => new Map([[process.pid, 'A test']]),
      startEngine: () => {
        const engine = new FakeEngine(scripts[Math.min(started++, scripts.length - 1)])
        this.engines.push(engine)
        return engine
      },
      startReader:
        reader &&
        ((places) => {
          const engine = new FakeEngine(reader)
          this.readers.push(engine)
          this.places.push(places)
          return engine
        }),
      tell: (name, data) => {
        this.told.push({ name, data: appEvents[name].parse(structuredClone(data)) })
      },
    })
    this.app.problems.ready()
    this.app.start()
    return this
  }

  /** Writes a text file that can be dropped. */
  file(name: string, text = 'The rent is due.'): string {
    const path = join(this.folder, name)
    writeFileSync(path, text)
    return path
  }

  /** Drops files, and waits until they are read or can't be. */
  async drop(...paths: string[]): Promise<Import[]> {
    const ids: string[] = await this.call('library.add', { paths })
    const isOver = ({ state }: Import) => state !== 'waiting' && state !== 'reading'
    return Promise.all(ids.map((id) => this.until('library.import', (one) => one.id === id && isOver(one))))
  }

  documents(): Promise<DocumentEntry[]> {
    return this.call('library.list')
  }

  answers(document: string): Promise<AnswerEntry[]> {
    return this.call('answers.list', { document })
  }

  /** Asks as the page does; throws what fails. */
  async call<N extends keyof AppCalls>(name: N, input?: Input<AppCalls, N>): Promise<never> {
    const answer = await reply(appHandlers(this.app), name, input)
    if (!answer.ok) throw Object.assign(new Error(answer.failure.message), { code: answer.failure.code })
    return structuredClone(answer.value) as never
  }

  /** What was told so far under a name. */
  heard<N extends keyof AppEvents>(name: N): EventData<AppEvents, N>[] {
    return this.told.filter((told) => told.name === name).map(({ data }) => data as EventData<AppEvents, N>)
  }

  /** Waits until something like this is told, or was already. */
  async until<N extends keyof AppEvents>(
    name: N,
    is: (data: EventData<AppEvents, N>) => boolean,
  ): Promise<EventData<AppEvents, N>> {
    for (const end = Date.now() + 5000; Date.now() < end; ) {
      const found = this.heard(name).find(is)
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error(`"${name}" was not told: ${JSON.stringify(this.told.slice(-5))}`)
  }

  async restart(scripts: Script[] = [{}]): Promise<void> {
    await this.app.close()
    this.told.length = 0
    await this.open(scripts)
  }

  async remove(): Promise<void> {
    await this.app.close().catch(() => {})
    await rm(this.folder, { recursive: true, force: true })
  }
}
