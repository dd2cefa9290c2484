import { mkdir, rm, statfs } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import pin from '../../native/llama.cpp.json'
import { version } from '../../package.json'
import { attentionKind } from '../engine/attention_kind'
import { cacheBytes } from '../engine/memory'
import type { OpenModel } from '../engine/model'
import { type NativeModel, native, withCancel } from '../engine/native'
import { physicalCores } from '../engine/threads'
import type { CostReport, CostSeries } from '../shared/ipc/cost_data'
import type { JobProgress } from '../shared/ipc/experiment_data'
import { measureDepths } from './measure_depths'
import { V32_ATTENTION, writeRandomModel } from './random_model'

export interface MeasureOptions {
  /** New or empty: models that are made for measuring lie there, and are removed. */
  folder: string
  threads?: number
  gpuLayers?: number
  /** Deepest point, in tokens. */
  most?: number
  /** No depth of a series takes longer than about this. */
  seconds?: number
  onProgress?: (progress: JobProgress) => void
  signal?: AbortSignal
}

/** Larger models have no twin written: only the attention is compared for them. */
const LARGEST_TWIN = 8 * 2 ** 30
const SECONDS = 60

/**
 * What reading and answering cost here, sparse and dense. Dense is llama.cpp's own path for a `deepseek2` twin: the same
 * weights without indexers. Two series: the model, and V3.2's own attention with random weights.
 */
export async function measureCost(model: OpenModel, options: MeasureOptions): Promise<CostReport> {
  const { folder, onProgress, signal, threads = physicalCores(), gpuLayers = 0 } = options
  await mkdir(folder, { recursive: true })
  try {
    const series = await model.hash.pausedWhile(async () => [
      await modelSeries(model, { ...options, threads }),
      await attentionSeries({ ...options, threads }),
    ])
    onProgress?.({ step: 'measure', done: 1, total: 1 })
    signal?.throwIfAborted()
    Object.assign(series[0]!, await model.hash.value.catch(() => ({ sha256: '' })))
    return {
      measuredAt: Date.now(),
      version,
      llamaCpp: `${pin.tag} (${pin.commit.slice(0, 9)})`,
      machine: {
        cpu: cpus()[0]?.model.trim() ?? '',
        threads,
        instructionSets: native().cpuFeatures(),
        memoryBytes: totalmem(),
        device: model.info.backend,
      },
      attention: attentionKind(native().devices(), gpuLayers > 0),
      dense: 'twin',
      series,
    }
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}

type Threaded = MeasureOptions & { threads: number }

async function modelSeries(model: OpenModel, options: Threaded): Promise<CostSeries> {
  const { file, info } = model
  const twin = await twinOf(file.shards[0]!, file.bytes, 'twin.gguf', options)
  try {
    const most = Math.min(options.most ?? file.contextLength, file.contextLength) - 512
    const measured = await depths({ sparse: model.native, dense: twin }, cacheBytes(file, 1), most, info.name, options)
    const { layers, topK, name } = info
    const { heads, indexerHeads } = file
    return { kind: 'model', name, sha256: '', layers, topK, heads, indexerHeads, ...measured }
  } finally {
    twin?.close()
  }
}

async function attentionSeries(options: Threaded): Promise<CostSeries> {
  const name = "DeepSeek-V3.2's attention"
  options.onProgress?.({ step: 'build', done: 0, total: 0, note: name })
  const path = join(options.folder, 'attention.gguf')
  writeRandomModel(path, 'BF16', V32_ATTENTION)
  const gpuLayers = options.gpuLayers ?? 0
  const sparse = await withCancel(options.signal, (cancel) =>
    native().Model.load(path, { gpuLayers, topK: 0 }, undefined, cancel),
  )
  let dense: NativeModel | undefined
  try {
    const file = sparse.info()
    dense = await twinOf(path, file.bytes, 'attention-twin.gguf', options)
    const most = Math.min(options.most ?? 131_072, 131_072)
    const measured = await depths({ sparse, dense }, cacheBytes(file, 1), most, name, options)
    const { layers, topK, heads, indexerHeads } = file
    return { kind: 'attention', name, sha256: '', layers, topK, heads, indexerHeads, ...measured }
  } finally {
    dense?.close()
    sparse.close()
  }
}

function depths(
  pair: { sparse: NativeModel; dense?: NativeModel },
  bytesPerToken: number,
  most: number,
  name: string,
  { threads, seconds = SECONDS, onProgress, signal }: Threaded,
) {
  const onPoint = (note: string, done: number, total: number) =>
    onProgress?.({ step: 'measure', done, total, note: `${name}: ${note}` })
  return measureDepths(pair, { threads, most, bytesPerToken, seconds, onPoint, signal })
}

/** The model without sparse attention; undefined if it is too large to be written. */
async function twinOf(path: string, bytes: number, name: string, options: Threaded): Promise<NativeModel | undefined> {
  const { bavail, bsize } = await statfs(options.folder)
  if (bytes > LARGEST_TWIN || bytes > bavail * bsize * 0.9) return undefined
  options.onProgress?.({ step: 'build', done: 0, total: 0, note: 'dense twin' })
  const into = join(options.folder, name)
  const load = { gpuLayers: options.gpuLayers ?? 0, topK: 0, dense: true }
  return withCancel(options.signal, async (cancel) => {
    await native().writeDenseTwin(path, into, cancel)
    return native().Model.load(into, load, undefined, cancel)
  })
}
