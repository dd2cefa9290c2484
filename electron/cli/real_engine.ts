import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EngineError } from '../engine/errors'
import type { OpenModel } from '../engine/model'
import type { SourceDocument } from '../shared/document/types'
import type { Endpoint } from '../shared/ipc/remote_data'
import { endpointKey } from './endpoint'
import type { Engine, ModelSettings, Reading } from './engine'
import { UsageError } from './exit'

/** Everything is imported when it is needed: `--help` needs nothing, and `--text` no native code. */
export const realEngine: Engine = {
  async hash(path) {
    const { hashFile } = await import('../library/copy')
    return hashFile(path)
  },

  async readDocument(path, options) {
    // what is no file has nothing in it to be afraid of, and needs no process to be told of
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) {
      const { readApart } = await import('./read_apart')
      return readApart(path, options)
    }
    const { readDocument } = await import('../documents/read')
    return readDocument(path, options)
  },

  async checkModel({ model, gpuLayers, template, think }) {
    await buildAddon()
    const { builtInModel } = await import('../models/builtin')
    const { checkModel } = await import('../engine/model')
    const gpu = (gpuLayers ?? 0) > 0
    const { name, note, canThink } = await checkModel(model ?? builtInModel(), { gpu, template })
    if (think && !canThink) {
      throw new UsageError(`${name} can't be told to think: its chat template has no such mode; leave out --think`)
    }
    return note
  },

  async hashModel(model, options) {
    await buildAddon()
    const { builtInModel } = await import('../models/builtin')
    const { inspectModel } = await import('../engine/model')
    const { BackgroundHash } = await import('../models/background_hash')
    const { name, shards } = await inspectModel(model ?? builtInModel())
    return { name, ...(await new BackgroundHash(shards).whole(options)) }
  },

  async measureCost({ model: path, template, threads, context, gpuLayers }, { onProgress, signal }) {
    const { openModel } = await import('../engine/model')
    const { measureCost } = await import('../cost/measure')
    const onLoad = (done: number) => onProgress({ step: 'load', done, total: 1 })
    const model = await openModel({ path, template, gpuLayers, onProgress: onLoad, signal })
    const folder = await mkdtemp(join(tmpdir(), 'sparselens-cost-'))
    try {
      const report = await measureCost(model, { folder, threads, gpuLayers, most: context, onProgress, signal })
      Object.assign(report.series[0]!, await model.hash.value)
      return report
    } finally {
      await rm(folder, { recursive: true, force: true })
      model.native.close()
    }
  },

  async plan(args) {
    await buildAddon()
    const { planModel } = await import('./plan')
    return planModel(args)
  },

  async devices() {
    await buildAddon()
    const { native } = await import('../engine/native')
    return native(true).devices()
  },

  async filesBelow(path) {
    const { filesBelow, isFolder } = await import('../documents/folder')
    return (await isFolder(path)) ? filesBelow(path) : undefined
  },

  async describeAddress(address) {
    const { addressOf } = await import('../remote/session')
    return addressOf(address)
  },

  async open(document, settings, options) {
    if (settings.recorded !== undefined) return openRecorded(document, settings.recorded)
    if (settings.endpoint) return openRemote(document, settings.endpoint, options)
    const { threads, context, gpuLayers } = settings
    const { ReadingSession } = await import('../summarize/session')
    const model = await openModel(settings, options)
    const onGpu = (gpuLayers ?? 0) > 0 || settings.rpc !== undefined
    const session = await ReadingSession.open(model, document, { contextLength: context, threads, onGpu })
    return {
      run: (requests, options) => session.run(requests, options),
      find: (questions, options) => session.find(questions, options),
      modelHash: (options) => (options ? model.hash.whole(options) : model.hash.value),
      tokens: session.document.tokens,
      close: () => session.close(),
    }
  },

  async release() {
    loaded?.model.native.close()
    loaded = undefined
  },
}

/** The model in memory, and what it was loaded with. */
let loaded: { key: string; model: OpenModel } | undefined

/** Opens a model, unless it is open. */
async function openModel(
  settings: ModelSettings,
  { onProgress, signal }: Parameters<Engine['open']>[2],
): Promise<OpenModel> {
  const { model: path, template, topK, gpuLayers, split, cpuExperts, mapped, keys, rpc } = settings
  const machines = rpc && { servers: rpc.servers, patience: rpc.patience }
  const loading = { path, template, topK, gpuLayers, split, cpuExperts, mapped, keys, ...machines }
  const key = JSON.stringify(loading)
  if (rpc) await sayIfLost(rpc.ifLost ?? '')
  if (loaded?.key !== key) {
    await realEngine.release()
    const { openCalibrated } = await import('../summarize/calibration')
    loaded = { key, model: await openCalibrated({ ...loading, signal }, onProgress) }
  }
  return loaded.model
}

async function sayIfLost(line: string): Promise<void> {
  const { native } = await import('../engine/native')
  native().sayIfLost(line)
}

async function openRemote(
  document: SourceDocument,
  endpoint: Endpoint,
  options: Parameters<Engine['open']>[2],
): Promise<Reading> {
  await buildAddon() // traces are made here, whoever answers
  const { RemoteSession } = await import('../remote/session')
  const session = await RemoteSession.open({ ...endpoint, key: endpointKey() }, document, options)
  return {
    run: (requests, how) => session.run(requests, how),
    find: () => Promise.reject(new UsageError('--find needs a model on this machine')),
    modelHash: async () => ({ sha256: '' }),
    tokens: session.document.tokens,
    close: () => session.close(),
  }
}

async function openRecorded(document: SourceDocument, path: string): Promise<Reading> {
  await buildAddon()
  const { native } = await import('../engine/native')
  const { importRecorded } = await import('../remote/import')
  const { result, document: aligned } = await importRecorded(path, document, native())
  return {
    run: async () => [result],
    find: () => Promise.reject(new UsageError('--find needs a model on this machine')),
    modelHash: async () => ({ sha256: '' }),
    tokens: aligned.tokens,
    close: async () => {},
  }
}

/** In the source tree the native addon is built when its sources have changed; what is installed has it built. */
async function buildAddon(): Promise<void> {
  const script = fileURLToPath(new URL('../../native/scripts/addon.mjs', import.meta.url))
  if (!existsSync(script)) return
  const status = await new Promise<number | null>((resolve, reject) => {
    // file descriptor 2: what a build prints must not get into the results
    const build = spawn(process.execPath, [script], { stdio: ['ignore', 2, 2] })
    build.on('error', reject)
    build.on('exit', resolve)
  })
  if (status !== 0) {
    throw new EngineError(
      'load-failed',
      'The native engine could not be built; install CMake and a C++17 compiler, then run "npm run build".',
    )
  }
}
