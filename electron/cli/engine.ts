import type { FolderFiles } from '../documents/folder'
import type { ReadOptions, SourceDocument, Tokens } from '../shared/document/types'
import type { AnswerRequest, FilesHash, Passage, Progress } from '../shared/ipc/answer_data'
import type { CostReport } from '../shared/ipc/cost_data'
import type { JobProgress } from '../shared/ipc/experiment_data'
import type { DeviceList, KeyType, Plan } from '../shared/ipc/plan_data'
import type { Endpoint } from '../shared/ipc/remote_data'
import type { RequestOptions, RequestResult } from '../summarize/types'
import type { PlanArguments } from './arguments'

export interface ModelSettings {
  /** First shard; the built-in model if undefined. */
  model?: string
  /** A Jinja file that takes the place of the model's chat template. */
  template?: string
  topK?: number
  threads?: number
  context?: number
  gpuLayers?: number
  split?: number[]
  cpuExperts?: number
  mapped?: boolean
  keys?: KeyType
  /** It is to think before it answers; refused where it can't. */
  think?: true
  /** Machines that compute its layers, which was agreed to. */
  rpc?: { servers: string[]; patience?: number; ifLost?: string }
  /** The model is there instead; what leaves the machine was agreed to. */
  endpoint?: Endpoint
  /** The answer is in a file, as a server gave it elsewhere: no model is needed. */
  recorded?: string
}

/** A document open with a model. */
export interface Reading {
  run(requests: AnswerRequest[], options: RequestOptions): Promise<RequestResult[]>
  /** For each question the document's sentences, best first. */
  find(questions: string[], options: RequestOptions): Promise<Passage[][]>
  /** What tells the model's files apart; with `whole` always the sha256 of all bytes, which takes an hour for a huge one. */
  modelHash(whole?: { onProgress(done: number, total: number): void; signal: AbortSignal }): Promise<FilesHash>
  /** Of the whole document. */
  readonly tokens: Tokens
  /** Traces of results can't be asked after this. */
  close(): Promise<void>
}

/** What the command line needs of the rest of SparseLens; a stand-in takes its place in tests. */
export interface Engine {
  /** sha256 of all bytes of a model's files, the built-in one's if undefined. Throws EngineError if it can't be used. */
  hashModel(
    model: string | undefined,
    options: { onProgress(done: number, total: number): void; signal: AbortSignal },
  ): Promise<FilesHash & { name: string }>
  /** Of the document's file. */
  hash(path: string): Promise<{ sha256: string; bytes: number }>

  readDocument(path: string, options: ReadOptions): Promise<SourceDocument>
  /** Throws EngineError if the model can't be used, without loading it. Returns what is to be said of it, if anything. */
  checkModel(settings: ModelSettings): Promise<string | undefined>
  /** Minutes; measures up to `context` tokens of depth. */
  measureCost(
    settings: ModelSettings,
    options: { onProgress: (progress: JobProgress) => void; signal: AbortSignal },
  ): Promise<CostReport>
  /** Reads no more of the model than its header. Throws EngineError as `checkModel`, and UsageError. */
  plan(args: PlanArguments): Promise<Plan>
  devices(): Promise<DeviceList['devices']>
  /** The files in a folder and in those in it; undefined where the path is none. */
  filesBelow(path: string): Promise<FolderFiles | undefined>
  /** Host and port of an address, and whether nobody on the way can read along; connects to nothing. Throws EngineError. */
  describeAddress(address: string): Promise<{ host: string; isPrivate: boolean }>
  /** The model stays in memory for the next document that is opened with the same settings, until `release`. */
  open(
    document: SourceDocument,
    settings: ModelSettings,
    options: { onProgress: (progress: Progress) => void; signal: AbortSignal },
  ): Promise<Reading>
  /** Lets go of the model. */
  release(): Promise<void>
}
