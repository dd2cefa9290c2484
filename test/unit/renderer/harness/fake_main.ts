/// <reference types="vite/client" />

import CARD from '../../../../assets/models/smollm2-135m-dsa/README.md?raw'
import { comparedRows } from '../../../../electron/documents/compare'
import { DEFAULT_SETTINGS } from '../../../../electron/library/settings'
import type { AnswerEntry, AnswerRequest, Passage } from '../../../../electron/shared/ipc/answer_data'
import type { Bridge } from '../../../../electron/shared/ipc/bridge'
import type { CostReport } from '../../../../electron/shared/ipc/cost_data'
import type { DocumentEntry, Import } from '../../../../electron/shared/ipc/document_data'
import type { AddedModels, ModelEntry } from '../../../../electron/shared/ipc/model_data'
import type { Settings, Status } from '../../../../electron/shared/ipc/settings_data'
import type { Place } from '../../../../electron/shared/ipc/storage_data'
import { isAtWork } from '../../../../renderer/state/jobs'
import LICENCES from '../../../../THIRD_PARTY.md?raw'
import { PLAN } from '../../plan'
import { MODELS } from './made_models'
import type { RecordedAnswer, Recording } from './recordings'
import { fromJson } from './wire'

/** Main as the page sees it: a library in memory, and answers that are played back. */
export class FakeMain {
  documents: DocumentEntry[] = []
  imports: Import[] = []
  answers: AnswerEntry[] = []
  status?: Status
  settings: Settings
  cost: CostReport | null = null
  passages: Passage[] = []
  /** Of text recognition. */
  languages = ['eng']
  places: Place[] = [
    { kind: 'documents', path: '/home/ada/.config/SparseLens/documents', bytes: 48_300_000 },
    { kind: 'list', path: '/home/ada/.config/SparseLens/library.db', bytes: 151_552 },
    { kind: 'readings', path: '/home/ada/.config/SparseLens/kv-cache', bytes: 1_730_000_000 },
    { kind: 'languages', path: '/home/ada/.config/SparseLens/languages', bytes: 0 },
    { kind: 'rest', path: '/home/ada/.config/SparseLens', bytes: 2_400_000 },
  ]
  models: ModelEntry[] = [MODELS.builtIn]
  /** What comes of models that are added. */
  added: Partial<AddedModels> = {}
  /** Calls that fail, with their sentence. */
  readonly failures = new Map<string, string>()
  readonly calls: { name: string; input: unknown }[] = []
  private readonly sources = new Map<string, Recording>()
  private readonly listeners = new Set<(name: string, data: unknown) => void>()
  /** Folders of recorded traces, by answer. */
  private readonly traces = new Map<string, string>()
  private ids = 0
  private section = ''

  constructor(theme: Settings['theme']) {
    this.settings = { ...DEFAULT_SETTINGS, theme }
  }

  readonly bridge: Bridge = {
    call: async (name, input) => {
      this.calls.push({ name, input })
      const traces = this.traces.get(tracedAnswer(input))
      const problem = this.failures.get(name) ?? (name.startsWith('lens.') && !traces ? NO_TRACE : undefined)
      if (!problem && name.startsWith('lens.')) return { ok: true, value: await askTraces(name, input, traces!) }
      if (problem) return { ok: false, failure: { code: 'failed', message: problem } }
      return { ok: true, value: this.answerCall(name, input as Record<string, unknown>) }
    },
    listen: (listener) => {
      this.listeners.add(listener)
      return () => this.listeners.delete(listener)
    },
    pathsOf: (files) => files.map((file) => `/files/${file.name}`),
  }

  tell(name: string, data: unknown): void {
    for (const listener of this.listeners) listener(name, data)
  }

  /** Resolves once the page has asked for something. */
  async isAsked(name: string): Promise<void> {
    while (!this.calls.some((call) => call.name === name)) await pause(10)
    await pause(50)
  }

  addDocument(recording: Recording, changes: Partial<DocumentEntry> = {}): DocumentEntry {
    const { file, read } = recording
    const now = Date.UTC(2026, 10, 25)
    const id = this.id()
    const entry = { id, file, bytes: 100_000, addedAt: now, openedAt: now - this.ids, answers: 0, ...read, ...changes }
    this.documents.push(entry)
    this.sources.set(id, recording)
    this.status ??= { engine: 'ready', ...recording.status }
    return entry
  }

  /** The document that is open at the start. */
  open({ id }: DocumentEntry): void {
    this.settings.view.document = id
  }

  addImport(file: string, changes: Partial<Import>): Import {
    const one: Import = { id: this.id(), file, state: 'waiting', pagesDone: 0, pages: 0, ...changes }
    this.imports.push(one)
    return one
  }

  addAnswer(document: DocumentEntry, request: AnswerRequest, changes: Partial<AnswerEntry> = {}): AnswerEntry {
    const createdAt = document.addedAt + this.ids
    const base = { id: this.id(), document: document.id, request, createdAt, text: '', sentences: [] }
    const answer: AnswerEntry = { ...base, state: 'queued', ...changes }
    this.answers.push(answer)
    document.answers++
    return answer
  }

  /** A complete answer, as it was recorded. */
  addDone(document: DocumentEntry, recorded: RecordedAnswer, changes: Partial<AnswerEntry> = {}): AnswerEntry {
    const { request, result, traces } = recorded
    const { text, sentences } = result.generations[result.main]!.answer
    const answer = this.addAnswer(document, request, { state: 'done', text, sentences, result, ...changes })
    if (traces) this.traces.set(answer.id, traces)
    return answer
  }

  change(answer: AnswerEntry, changes: Partial<AnswerEntry>): void {
    Object.assign(answer, changes)
    this.tell('answer.changed', structuredClone(answer))
  }

  /** Tells what the engine told, up to a share of the events, `speed` times as fast as it was; 0: at once. */
  async play(answer: AnswerEntry, { events, result }: RecordedAnswer, share = 1, speed = 0): Promise<void> {
    const told = events.slice(0, Math.round(events.length * share))
    let last = 0
    for (const { at, event, data } of told) {
      if (speed > 0) await pause((at - last) / speed)
      last = at
      this.take(answer, event, data)
    }
    if (share < 1) return
    const { text, sentences } = result.generations[result.main]!.answer
    this.change(answer, { state: 'done', text, sentences, result })
  }

  private take(answer: AnswerEntry, event: string, data: RecordedAnswer['events'][0]['data']): void {
    const about = { answer: answer.id, document: answer.document }
    if ('progress' in data) {
      const { progress } = data
      const state = progress.stage === 'answer' ? 'answering' : 'reading'
      let isNew = state !== answer.state
      this.tell(event, { ...about, progress })
      if (progress.stage === 'answer') {
        // each part has a text of its own, as in main/live_answer.ts
        const section = `${progress.merging} ${progress.part}`
        const begins = this.section !== section
        this.section = section
        Object.assign(answer, begins ? { text: progress.token, sentences: [] } : { text: answer.text + progress.token })
        isNew ||= begins
      }
      if (isNew) this.change(answer, { state })
    } else {
      answer.sentences = [...answer.sentences, data.sentence]
      this.tell(event, { ...about, sentence: data.sentence })
    }
  }

  private answerCall(name: string, input: Record<string, unknown>): unknown {
    switch (name) {
      case 'library.list':
        return this.documents
      case 'library.imports':
        return this.imports
      case 'library.languages':
      case 'library.addLanguages':
        return this.languages
      case 'library.add':
        return (input.paths as string[]).map(
          (path) => this.addImport(path.replace(/^.*\//, ''), { state: 'reading' }).id,
        )
      case 'library.collect':
        return this.documents.at(-1)!.id
      case 'library.compare':
        return this.compared(input as { before: string; after: string })
      case 'library.reread':
        return this.addImport('', { state: 'reading' }).id
      case 'library.open': {
        const entry = this.documents.find(({ id }) => id === input.document)!
        return { entry, source: JSON.stringify(this.sources.get(entry.id)!.source) }
      }
      case 'library.remove':
        this.documents = this.documents.filter(({ id }) => id !== input.document)
        this.tell('library.changed', this.documents)
        return undefined
      case 'library.removeAll':
        this.documents = []
        this.tell('library.changed', [])
        return undefined
      case 'answers.list':
        return structuredClone(this.answers.filter(({ document }) => document === input.document))
      case 'answers.unfinished':
        return structuredClone(this.answers.filter(({ state }) => isAtWork(state)))
      case 'cost.report':
        return this.cost
      case 'answers.ask':
        return this.id()
      case 'answers.find':
        return this.passages
      case 'answers.markdown':
        return '# Summary'
      case 'answers.export':
        return true
      default:
        if (name.startsWith('app.')) return this.answerApp(name, input)
        if (name.startsWith('machines.')) return this.answerMachines(name, input)
        if (name.startsWith('endpoint.')) return this.answerEndpoint(name, input)
        return name.startsWith('models.') ? this.answerModels(name, input) : undefined
    }
  }

  private compared({ before, after }: { before: string; after: string }): string {
    const [from, to] = [before, after].map((id) => this.sources.get(id)!.source)
    const rows = comparedRows(from!, to!)
    return JSON.stringify({ before: { pages: from!.pages }, after: { pages: to!.pages }, rows })
  }

  private answerApp(name: string, input: Record<string, unknown>): unknown {
    switch (name) {
      case 'app.status':
        return this.status ?? { engine: 'starting', ...EMPTY_STATUS }
      case 'app.settings':
        return this.settings
      case 'app.change':
        this.settings = { ...this.settings, ...(input as Partial<Settings>) }
        return this.settings
      case 'app.sockets':
        return { platform: 'linux', processes: QUIET }
      case 'app.places':
        return this.places
      case 'app.modelCard':
        return CARD
      case 'app.licences':
        return LICENCES.slice(0, 3000)
      default:
        return undefined
    }
  }

  private answerMachines(name: string, input: Record<string, unknown>): unknown {
    if (name === 'machines.describe') return { servers: String(input.addresses).split(',') }
    this.settings = { ...this.settings, servers: (input?.servers ?? []) as string[] }
    return this.settings
  }

  private answerEndpoint(name: string, input: Record<string, unknown>): unknown {
    switch (name) {
      case 'endpoint.describe':
        return {
          host: String(input.address).replace(/^https?:\/\//, ''),
          isPrivate: /^https:/.test(String(input.address)),
        }
      case 'endpoint.use':
        this.settings = { ...this.settings, endpoint: input.endpoint as Settings['endpoint'] }
        return { settings: this.settings, isKeyKept: true }
      case 'endpoint.leave':
        this.settings = { ...this.settings, endpoint: null }
        return this.settings
      default:
        return undefined
    }
  }

  private answerModels(name: string, input: Record<string, unknown>): unknown {
    switch (name) {
      case 'models.add':
      case 'models.pick':
        return { added: [], refused: [], toConvert: [], models: this.models, ...this.added }
      case 'models.use':
        this.models = this.models.map((model) => ({ ...model, isUsed: model.id === input.model }))
        return this.settings
      case 'models.remove':
        this.models = this.models.filter(({ id }) => id !== input.model)
        return this.models
      case 'models.rename':
        this.models = this.models.map((model) =>
          model.id === input.model ? { ...model, name: input.name as string } : model,
        )
        return this.models
      case 'models.list':
      case 'models.find':
      case 'models.template':
      case 'models.think':
      case 'models.loadAs':
        return this.models
      case 'models.plan':
        return PLAN
      case 'models.hash':
        return { sha256: 'ab'.repeat(32) }
      default:
        return undefined
    }
  }

  private id(): string {
    return `00000000-0000-4000-8000-${String(++this.ids).padStart(12, '0')}`
  }
}

/** The answer that a question of the lens is about. */
function tracedAnswer(input: unknown): string {
  const { answer, trace } = (input ?? {}) as { answer?: string; trace?: { answer: string } }
  return trace?.answer ?? answer ?? ''
}

/** pictures.ts answers from the recorded files. */
async function askTraces(name: string, input: unknown, folder: string): Promise<unknown> {
  const body = JSON.stringify({ name, input, folder })
  return fromJson(await (await fetch('/lens', { method: 'POST', body })).text())
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const QUIET = [
  { pid: 410, name: 'SparseLens itself', network: [], local: 4, idle: 0, isClosed: false },
  { pid: 415, name: 'The window’s page', network: [], local: 0, idle: 0, isClosed: true },
]

const NO_TRACE = 'What the model read was not kept with this answer: ask again to see it.'

const EMPTY_STATUS = {
  model: { name: '', builtIn: true, layers: 0, topK: 0, contextLength: 0 },
  device: '',
  instructionSets: '',
  attention: { sparse: false, reason: '' },
  version: '0.1.0',
}
