import { dirname, join } from 'node:path'
import { readStored } from '../documents/stored'
import type { OpenModel } from '../engine/model'
import type { Member } from '../shared/document/types'
import type { Progress } from '../shared/ipc/answer_data'
import type { ModelChoice } from '../shared/ipc/model_calls'
import { openCalibrated } from '../summarize/calibration'
import { KvStore } from '../summarize/kv_store'
import { ReadingSession } from '../summarize/session'

export interface OpenOptions {
  cacheFolder: string
  cacheBytes: number
  onProgress: (progress: Progress) => void
  signal: AbortSignal
}

/** What lies open: one model and one document, kept from request to request until another one is needed. */
export class OpenSession {
  private model?: { key: string; opened: OpenModel }
  private session?: { key: string; folder: string; reading: ReadingSession }
  /** Settles when the document before is closed. */
  private closed: Promise<void> = Promise.resolve()
  private store?: KvStore

  /** `onLoaded` hears which model lies in memory: its first shard, '' for the built-in one; null for none. */
  constructor(private readonly onLoaded: (path: string | null) => void = () => {}) {}

  /** The document of `folder`, open with a model. */
  async open(folder: string, choice: ModelChoice, options: OpenOptions): Promise<ReadingSession> {
    const key = JSON.stringify([folder, modelKey(choice), choice.threads, choice.context])
    const store = this.storeIn(options)
    if (this.session?.key === key) return this.session.reading
    await this.close()
    const model = await this.openModel(choice, options)
    const source = await readStored(join(folder, 'document.json'))
    options.signal.throwIfAborted()
    const { threads, context: contextLength, gpuLayers = 0 } = choice
    const onGpu = gpuLayers > 0 || choice.servers !== undefined
    const how = { threads, contextLength, onGpu, store, storeOf: storeOfMember(options) }
    const reading = await ReadingSession.open(model, source, how)
    this.session = { key, folder, reading }
    return reading
  }

  /** A model, for something without a document. */
  async modelFor(choice: ModelChoice, options: Pick<OpenOptions, 'onProgress' | 'signal'>): Promise<OpenModel> {
    if (this.model?.key !== modelKey(choice)) await this.close()
    return this.openModel(choice, options)
  }

  /** Closes document and model; what was read of the document is kept. */
  async unload(): Promise<void> {
    await this.close()
    this.closeModel()
  }

  /** Writes the open document's KV cache, if that wasn't done yet. */
  async keep(): Promise<void> {
    await this.session?.reading.keep()
  }

  /** Closes the document; its KV cache is kept. */
  close(options?: { keep: boolean }): Promise<void> {
    const closing = this.session
    this.session = undefined
    const closed = this.closed.then(() => closing?.reading.close(options))
    this.closed = closed.catch(() => {})
    return closed
  }

  /** Closes the document of `folder` without keeping anything of it; afterwards nothing more of it is written. */
  async forget(folder: string): Promise<void> {
    if (this.session?.folder === folder) await this.close({ keep: false })
    else await this.closed
  }

  private storeIn({ cacheFolder, cacheBytes }: OpenOptions): KvStore {
    if (this.store?.folder !== cacheFolder) this.store = new KvStore(cacheFolder, cacheBytes)
    this.store.bytes = cacheBytes
    return this.store
  }

  private async openModel(
    choice: ModelChoice,
    { onProgress, signal }: Pick<OpenOptions, 'onProgress' | 'signal'>,
  ): Promise<OpenModel> {
    const key = modelKey(choice)
    if (this.model?.key === key) return this.model.opened
    this.closeModel()
    const { path, template } = choice
    this.model = { key, opened: await openCalibrated({ ...loadingOf(choice), path, template, signal }, onProgress) }
    this.onLoaded(path ?? '')
    return this.model.opened
  }

  private closeModel(): void {
    if (!this.model) return
    this.model.opened.native.close()
    this.model = undefined
    this.onLoaded(null)
  }
}

/** What a model is loaded with. */
const loadingOf = ({ topK, gpuLayers, split, cpuExperts, mapped, keys, servers }: ModelChoice) => ({
  topK,
  gpuLayers,
  split,
  cpuExperts,
  mapped,
  keys,
  servers,
})

/** What is kept of a document serves every collection that it is in. */
const storeOfMember =
  ({ cacheFolder, cacheBytes }: OpenOptions) =>
  ({ id }: Member) =>
    id === undefined ? undefined : new KvStore(join(dirname(cacheFolder), id), cacheBytes)

const modelKey = (choice: ModelChoice) => JSON.stringify([choice.path, choice.template, loadingOf(choice)])
