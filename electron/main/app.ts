import { join } from 'node:path'
import { z } from 'zod'
import { DEFAULT_SETTINGS } from '../library/settings'
import type { StorageError } from '../library/storage_error'
import { Library } from '../library/store'
import type { ReaderPlaces } from '../shared/ipc/processes'
import { AnswerQueue, toEntry } from './answer_queue'
import { AppSettings, changesModel } from './app_settings'
import { Collections } from './collections'
import { CostMeasurements } from './cost_measurements'
import { Endpoints } from './endpoints'
import { EngineHost, type EngineHostOptions, type EngineProcess } from './engine_host'
import type { TellPage } from './events'
import { ExperimentQueue } from './experiment_queue'
import { Exports } from './exports'
import { Imports } from './imports'
import { KeyStore, type SystemSecrets } from './key_store'
import { Languages } from './languages'
import { Machines } from './machines'
import { ModelJobs } from './model_jobs'
import { Inspections } from './models/inspections'
import { ModelWork } from './models/model_work'
import { Models } from './models/models'
import { PassageFinder } from './passage_finder'
import { Pictures } from './pictures'
import { Problems } from './problems'
import { Readers } from './readers'
import { Runs } from './runs'
import { Soon } from './soon'
import { AppStatus } from './status'
import type { SystemDialogs } from './system_dialogs'
import { TraceFinder } from './trace_finder'

export interface AppOptions {
  /** The user's data folder. */
  root: string
  version: string
  startEngine(): EngineProcess
  /** What the app's processes are called, by their numbers. */
  processNames(): ReadonlyMap<number, string>
  /** A process that reads a file, and may use no others; the engine reads them if undefined. */
  startReader?(places: ReaderPlaces): EngineProcess
  tell: TellPage
  dialogs: SystemDialogs
  /** Undefined: keys are kept in memory only. */
  secrets?: SystemSecrets
  watch?: EngineHostOptions['watch']
}

/** How long closing may take: to stop the answer, and to save what the engine has read. */
const STOP_MS = 1_800
const SAVE_MS = 15_000
/** How long it may go unsaved which files wait. */
const KEEP_MS = 250

/** All of main that is not Electron: the library, the engine, and what goes on between them. */
export class App {
  readonly problems: Problems
  readonly settings: AppSettings
  readonly engine: EngineHost
  readonly readers: Readers
  readonly languages: Languages
  readonly pictures: Pictures
  readonly imports: Imports
  /** Soon, as this process may be killed at any moment. */
  private readonly keepWaiting = new Soon(KEEP_MS, () => this.rememberWaiting())
  readonly collections: Collections
  readonly answers: AnswerQueue
  readonly exports: Exports
  readonly jobs: ModelJobs
  readonly traces: TraceFinder
  readonly experiments: ExperimentQueue
  readonly passages: PassageFinder
  readonly cost: CostMeasurements
  readonly status: AppStatus
  readonly models: Models
  readonly modelWork: ModelWork
  readonly endpoints: Endpoints
  readonly machines: Machines

  private constructor(
    readonly options: AppOptions,
    readonly library: Library,
    problems: Problems,
    onProblem: (problem: StorageError) => void,
  ) {
    const { tell, dialogs } = options
    this.problems = problems
    this.settings = new AppSettings(library, onProblem)
    this.engine = new EngineHost({
      start: options.startEngine,
      watch: options.watch,
      listeners: this.listeners(),
      onState: (state, lost) => {
        this.status.changed()
        if (state === 'ended') this.models.loaded(null)
        if (lost) problems.report(lost)
      },
    })
    this.languages = new Languages(join(options.root, 'languages'))
    this.readers = this.readersFor(library)
    this.pictures = new Pictures({ library, readers: this.readers })
    this.imports = this.importsInto(library)
    this.collections = new Collections({ library, ask: this.engine.ask })
    const { settings, engine, listChanged } = this
    this.machines = new Machines(settings)
    this.endpoints = new Endpoints(settings, new KeyStore(options.secrets, this.keyPlace()))
    this.answers = new AnswerQueue({ library, settings, endpoints: this.endpoints, engine, tell, onCount: listChanged })
    const { answers } = this
    this.exports = new Exports({
      library,
      root: options.root,
      version: options.version,
      ask: engine.ask,
      tell,
      answers: { get: (id) => answers.get(id), list: (document) => answers.records(document) },
      pick: (name, kind) => options.dialogs.pickExport(name, kind),
    })
    const pick = (name: string) => options.dialogs.pickExport(name, 'statistics')
    const runs = new Runs()
    this.jobs = new ModelJobs({ answers, engine, tell })
    this.traces = new TraceFinder({ library, answers, runs })
    const { jobs, traces } = this
    this.passages = new PassageFinder({ library, settings, jobs })
    this.experiments = new ExperimentQueue({ library, settings, answers, jobs, runs, traces, pick })
    this.cost = new CostMeasurements({ library, settings, jobs })
    this.status = new AppStatus(engine, settings, options.version, (status) => tell('app.status', status))
    const inspections = new Inspections(engine.ask, settings)
    const followDevices = deviceFollower(settings, engine)
    const onChange = () => {
      followDevices()
      void this.status.refresh()
    }
    this.models = new Models({ list: library.models, settings, inspections, ask: engine.ask, dialogs, tell, onChange })
    this.modelWork = new ModelWork({ models: this.models, inspections, settings, jobs, engine })
    settings.onChange((now, before) => {
      if (changesModel(now, before)) onChange()
    })
  }

  /** Throws a StorageError if the library can't be opened. */
  static async open(options: AppOptions): Promise<App> {
    const problems = new Problems(options.tell)
    const onProblem = ({ message }: StorageError) => problems.report(message)
    const library = await Library.open(options.root, onProblem)
    return new App(options, library, problems, onProblem)
  }

  private importsInto(library: Library): Imports {
    const { tell } = this.options
    return new Imports({
      library,
      readers: this.readers,
      scans: () => ({ languages: this.settings.get().scanLanguages, folder: this.languages.folder }),
      onWaiting: () => this.keepWaiting.ask(),
      onChange: (shown) => tell('library.import', shown),
      onDone: (document) => this.imported(document),
      onAnswer: (answer) => tell('answer.changed', toEntry(answer)),
    })
  }

  private readersFor({ files: { incoming } }: Library): Readers {
    const { startReader: start, watch } = this.options
    const listeners: EngineHostOptions['listeners'] = {
      'document.progress': (data) => this.imports.progressed(data),
    }
    return new Readers({ start, engine: this.engine, incoming, languages: this.languages.folder, listeners, watch })
  }

  /** What the engine tells, and who hears it. */
  private listeners(): EngineHostOptions['listeners'] {
    return {
      'document.progress': (data) => this.imports.progressed(data),
      'export.progress': (data) => this.exports.progressed(data),
      'answer.progress': (data) => this.answers.progressed(data),
      'answer.sentence': (data) => this.answers.wroteSentence(data),
      'job.progress': (data) => this.jobs.progressed(data),
      'model.loaded': ({ path }) => this.models.loaded(path),
      'answer.hashed': (data) => this.answers.hashed(data),
      'answer.problem': ({ message }) => this.problems.report(message),
    }
  }

  /** Takes up what waits since the last time, and asks the engine about itself. */
  start(): void {
    this.answers.resume()
    this.status.refresh()
    const paths = this.library.settings.read('imports', z.array(z.string())) ?? []
    if (paths.length > 0) void this.imports.add(paths).finally(() => this.keepWaiting.ask())
  }

  /** Files that are not in yet, for the next start. */
  private rememberWaiting(): void {
    this.remember('imports', this.imports.unfinished())
  }

  /** Stops everything, keeping what there is. */
  async close(): Promise<void> {
    this.settings.saveRest()
    // before they are stopped
    this.rememberWaiting()
    this.keepWaiting.end()
    await Promise.all([this.imports.close(), this.exports.close(), this.answers.close(STOP_MS)])
    if (this.engine.isRunning) {
      await within(
        SAVE_MS,
        this.engine.ask('session.close').catch(() => {}),
      )
    }
    this.readers.close()
    this.engine.close()
    this.library.close()
  }

  /** Keeps a small thing of main's own, such as the window's place; no harm if that fails. */
  remember(key: string, value: unknown): void {
    try {
      this.library.settings.write(key, value)
    } catch {
      // the next time it is as it was
    }
  }

  /** Where the key of a server is kept, as the system's key store encrypted it. */
  private keyPlace() {
    return {
      read: () => this.library.settings.read('endpoint-key', z.string()),
      write: (secret: string) => this.remember('endpoint-key', secret),
    }
  }

  readonly listChanged = (): void => {
    this.options.tell('library.changed', this.library.list())
  }

  /** Whoever drops a document wants to know what is in it: what has no answer yet is summarized at once. */
  private imported(document: string): void {
    this.library.opened(document)
    this.listChanged()
    if (this.library.get(document)?.answers !== 0) return
    // what was asked for by name goes to another machine, and nothing else
    const { endpoint, servers } = this.settings.get()
    if (endpoint || servers.length > 0) return
    const { summarySentences: sentences } = this.settings.get()
    // what the model does unasked is not quite what it does when asked for as many sentences (summarize/requests.ts)
    const usual = sentences === DEFAULT_SETTINGS.summarySentences
    const think = this.settings.thinks()
    const request = { kind: 'summary', ...(!usual && { sentences }), ...(think && { think }) } as const
    this.answers.submit(document, request, { automatic: true })
  }
}

/**
 * llama.cpp's libraries, with a GPU or without, are chosen once per process, and one that has connected to other machines
 * isn't kept without them: another one starts where that changes.
 */
function deviceFollower(settings: AppSettings, engine: Pick<EngineHost, 'renew'>): () => void {
  const devices = () => `${settings.isOnGpu()} ${settings.get().servers}`
  let before = devices()
  return () => {
    if (devices() !== before) engine.renew()
    before = devices()
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
