import { createHash } from 'node:crypto'
import { cpus } from 'node:os'
import { BackgroundHash } from '../models/background_hash'
import { builtInModel, usualKeys } from '../models/builtin'
import { modelIdentity } from '../models/hash'
import { thisMachine } from '../models/plan/machine'
import { isDescribed } from '../models/plan/plan'
import { quantization } from '../models/quantization'
import type { FilesHash, ModelInfo } from '../shared/ipc/answer_data'
import type { KeyType } from '../shared/ipc/plan_data'
import { type ChatFrame, modelFrame } from './chat'
import { EngineError } from './errors'
import { canBeCopied } from './memory'
import { doHeadsChoose, lackingIndexers, limitsOf } from './model_limits'
import { type ModelFile, type NativeModel, native, withCancel } from './native'
import { type Layers, layersOn, prepareServers, withServers } from './servers'
import { physicalCores } from './threads'

export interface OpenModelOptions {
  /** First shard of the model; the built-in one if undefined. */
  path?: string
  /** Layers kept on the GPU; 0 (the default) computes on the CPU. */
  gpuLayers?: number
  /** Layers whose experts stay in main memory all the same, from the first. */
  cpuExperts?: number
  /** False: weights are copied into memory, not mapped from the file. */
  mapped?: boolean
  /** How many of the layers on GPUs each of these takes; by their free memory if undefined. */
  split?: number[]
  /** Machines that compute its layers, HOST:PORT: all layers, unless something else is chosen and fits. */
  servers?: string[]
  /** Seconds that one of them may take for a piece of work. */
  patience?: number
  /** Type of the KV caches of its contexts; `usualKeys` if undefined. */
  keys?: KeyType
  /** Positions that enter attention; what the file says if undefined. */
  topK?: number
  /** A Jinja file that takes the place of the model's chat template. */
  template?: string
  /** 0..1 of all bytes. */
  onProgress?: (done: number, bytes: number) => void
  signal?: AbortSignal
}

/** A loaded model, ready to make contexts from. */
export interface OpenModel {
  native: NativeModel
  file: ModelFile
  frame: ChatFrame
  /** In which it thinks first; undefined where it can't be told to. */
  thinkingFrame?: ChatFrame
  builtIn: boolean
  keys: KeyType
  /** Without what tells its files apart, which is found out in the background. */
  info: Omit<ModelInfo, keyof FilesHash>
  hash: BackgroundHash
  /** Tells model files apart at once (a hash of paths, sizes and times of change), and types of KV caches: what is kept goes by it. */
  identity: string
}

/** A model's file as it was checked; `note` is to be said to whoever uses it. */
export interface CheckedModel extends ModelFile {
  note?: string
  /** It can be told to think before it answers. */
  canThink: boolean
}

/** What a model file says of itself, checked, with its tensors. Throws EngineError. */
export const inspectModel = (path: string, gpu = false): Promise<ModelFile> =>
  withCancel(undefined, () => native(gpu).inspectModel(path, true))

/** What a plan is made from. Throws EngineError. */
export const modelHeader = async (path: string, gpu: boolean) => headerOf(await inspectModel(path, gpu))

function headerOf({ numbers, vocabulary, tensors, ...file }: ModelFile) {
  if (!numbers || !tensors || vocabulary === undefined) throw new EngineError('load-failed', 'The header was not read.')
  return { ...file, numbers, vocabulary, tensors }
}

/** What is to be said of a model to whoever uses it; `frame`: about its chat template. */
export const modelNote = (file: ModelFile, frame: string | undefined): string | undefined =>
  [lackingIndexers(file), frame].filter(Boolean).join(' ') || undefined

/** Reads and checks a model file without loading its weights. Throws EngineError. */
export async function checkModel(
  path: string,
  { gpu = false, template }: { gpu?: boolean; template?: string } = {},
): Promise<CheckedModel> {
  const file = await withCancel(undefined, () => native(gpu).inspectModel(path))
  const { note, thinking } = modelFrame(file, template)
  return { ...file, note: modelNote(file, note), canThink: thinking !== undefined }
}

export async function openModel(options: OpenModelOptions): Promise<OpenModel> {
  const path = options.path ?? builtInModel()
  const { gpuLayers = 0, topK = 0, mapped, servers = [] } = options
  const keys = options.keys ?? usualKeys(path, gpuLayers)
  const inspected = await inspectModel(path, gpuLayers !== 0) // reads headers only
  const { tensors = [], bytes } = inspected
  const layers = servers.length > 0 ? await layersOnServers(inspected, options) : layersHere(options)
  const onProgress = options.onProgress && ((done: number) => options.onProgress!(done, bytes))
  const loaded = await withCancel(options.signal, (cancel) =>
    native().Model.load(path, { ...layers, topK, mapped, packed: canBeCopied(bytes), servers }, onProgress, cancel),
  )
  const file = loaded.info()
  const { frame, thinking: thinkingFrame } = modelFrame(file, options.template)
  return {
    native: loaded,
    file,
    frame,
    thinkingFrame,
    builtIn: path === builtInModel(),
    keys,
    info: {
      name: file.name,
      architecture: file.architecture,
      layers: file.layers,
      topK: file.topK,
      ...aboutLayers(file),
      backend: backendName(gpuLayers, servers),
      ...(servers.length > 0 && { servers }),
      quantization: quantization(tensors),
      builtIn: path === builtInModel(),
      retrievalLayers: [...file.retrievalLayers],
      calibrated: file.retrievalLayers.length > 0,
    },
    hash: new BackgroundHash(file.shards),
    identity: createHash('sha256')
      .update(await modelIdentity(file.shards))
      .update(keys === 'f16' ? '' : keys)
      .digest('hex'),
  }
}

const layersHere = ({ gpuLayers = 0, split, cpuExperts }: OpenModelOptions): Layers => ({
  gpuLayers,
  split,
  cpuExperts,
})

/** Looks at the machines, and parts the model over them. Throws EngineError. */
async function layersOnServers(file: ModelFile, options: OpenModelOptions): Promise<Layers> {
  const { servers = [], gpuLayers = 0, split, cpuExperts, keys } = options
  const seen = await prepareServers(servers, options)
  // llama.cpp parts it by free memory
  if (!isDescribed(file)) return { gpuLayers: gpuLayers || -1, split, cpuExperts }
  const machine = withServers(thisMachine(native().devices(), physicalCores()), seen)
  return layersOn(machine, headerOf(file), {
    keys,
    split,
    cpuExperts,
    ...(gpuLayers > 0 && { gpuLayers }),
  })
}

/** What is said of models whose layers don't all choose tokens for themselves. */
function aboutLayers(file: ModelFile): Pick<ModelInfo, 'indexLayers' | 'headsChoose' | 'measure' | 'limits'> {
  const limits = limitsOf(file)
  return {
    ...(file.unit !== '' && file.indexLayers.length < file.layers && { indexLayers: [...file.indexLayers] }),
    ...(doHeadsChoose(file.architecture) && { headsChoose: true as const }),
    ...(file.unit === '' && { measure: 'attention mass' as const }),
    ...(limits.length > 0 && { limits }),
  }
}

function backendName(gpuLayers: number, servers: readonly string[]): string {
  const there = servers.length > 0 ? `${servers.join(', ')} (llama.cpp’s RPC), ` : ''
  const gpu = native()
    .devices()
    .find((device) => device.kind === 'gpu')
  const cpu = `CPU ${cpus()[0]?.model.trim() ?? ''} (${native().cpuFeatures()})`
  return there + (gpu && gpuLayers !== 0 ? `${gpu.name} ${gpu.description}, ${cpu}` : cpu)
}
