import { modelFrame } from '../engine/chat'
import { EngineError } from '../engine/errors'
import { inspectModel, modelNote } from '../engine/model'
import { limitsOf } from '../engine/model_limits'
import { type ModelFile, native } from '../engine/native'
import { planModel } from '../engine/plan_model'
import { serversToPlan, withServers } from '../engine/servers'
import { physicalCores } from '../engine/threads'
import { jobProgress } from '../experiments/progress'
import { BackgroundHash, quickHash } from '../models/background_hash'
import { builtInModel } from '../models/builtin'
import { thisMachine, withMemoryNow } from '../models/plan/machine'
import { quantization } from '../models/quantization'
import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import type { JobProgress } from '../shared/ipc/experiment_data'
import type { ModelChoice } from '../shared/ipc/model_calls'
import type { InspectedModel, ModelCard } from '../shared/ipc/model_data'
import type { Machine } from '../shared/ipc/plan_data'
import type { Tell } from '../shared/ipc/port'
import type { Jobs } from './jobs'
import type { OpenSession } from './open_session'
import type { Turns } from './turns'

interface Around {
  jobs: Jobs
  turns: Turns
  openSession: OpenSession
  tell: Tell<EngineEvents>
}

type ModelCalls = Pick<Handlers<EngineCalls>, Extract<keyof EngineCalls, `model.${string}`>>

/** What is asked about models beside documents: what a file is, its hash, loading before it is needed, unloading. */
export function modelHandlers({ jobs, turns, openSession, tell }: Around): ModelCalls {
  let machine: Machine | undefined
  const progressOf = (job: string) => everyHundredth((progress) => tell('job.progress', { job, progress }))
  return {
    'model.inspect': ({ model }) => inspected(model),
    async 'model.plan'({ model: { path = builtInModel(), gpuLayers = 0, servers = [] }, choice }) {
      const seen = await serversToPlan(servers)
      const here = () => {
        machine ??= thisMachine(native().devices(), physicalCores())
        return withServers(withMemoryNow(machine, native().devices()), seen)
      }
      return planModel(path, { gpu: gpuLayers > 0, machine: here, choice })
    },
    'model.hash': ({ job, path }) =>
      jobs.run(job, async (signal) => {
        const { shards } = await inspectModel(path)
        const say = progressOf(job)
        const onProgress = (done: number, total: number) => say({ step: 'hash', done, total })
        return new BackgroundHash(shards).whole({ onProgress, signal })
      }),
    'model.load': ({ job, model }) =>
      turns.take(job, undefined, async (signal) => {
        const say = progressOf(job)
        await openSession.modelFor(model, { onProgress: (progress) => say(jobProgress(progress)), signal })
      }),
    async 'model.unload'() {
      await turns.settled()
      await openSession.unload()
    },
  }
}

/** Tells of every hundredth only: loading alone would tell hundreds of times a second. */
function everyHundredth(tell: (progress: JobProgress) => void) {
  let told = ''
  return (progress: JobProgress) => {
    const { step, done, total } = progress
    const hundredth = `${step} ${Math.floor((100 * done) / Math.max(1, total))}`
    if (hundredth === told) return
    told = hundredth
    tell(progress)
  }
}

/** What can't be used is told, not thrown: it has its place in the list all the same. */
async function inspected({ path = builtInModel(), template, gpuLayers = 0 }: ModelChoice): Promise<InspectedModel> {
  let card: ModelCard | undefined
  try {
    const file = await inspectModel(path, gpuLayers > 0)
    card = cardOf(file)
    const hash = await quickHash(file.shards)
    const { note, thinking } = modelFrame(file, template)
    return { card, note: modelNote(file, note), hash, canThink: thinking !== undefined }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return { card, problem: { code: error.code, message: error.message } }
  }
}

const cardOf = ({ license, shards, tensors = [], ...file }: ModelFile): ModelCard => ({
  name: file.name,
  architecture: file.architecture,
  parameters: file.parameters,
  quantization: quantization(tensors),
  contextLength: file.contextLength,
  layers: file.layers,
  indexerHeads: file.indexerHeads,
  indexerDim: file.indexerDim,
  topK: file.topK,
  ...(file.unit !== 'token' && { unit: file.unit, unitTokens: file.unitTokens }),
  ...(limitsOf(file).length > 0 && { limits: limitsOf(file) }),
  ...(license && { license }),
  bytes: file.bytes,
  files: shards.length,
})
