import { cpus } from 'node:os'
import { basename } from 'node:path'
import { version } from '../../package.json'
import { attentionKind } from '../engine/attention_kind'
import { EngineError } from '../engine/errors'
import { checkModel } from '../engine/model'
import { type ModelFile, native } from '../engine/native'
import { builtInModel } from '../models/builtin'
import type { EngineCalls, Input, Output } from '../shared/ipc/calls'

type Status = Output<EngineCalls, 'engine.status'>
/** What tells how a model attends. */
type Attends = Pick<ModelFile, 'architecture' | 'unit'>

const UNKNOWN: Attends = { architecture: 'deepseek32', unit: 'token' }

/** What the status line says; the model's file is looked at, not loaded. */
export async function engineStatus({ model }: Input<EngineCalls, 'engine.status'>): Promise<Status> {
  const onGpu = (model.gpuLayers ?? 0) > 0
  const { architecture, unit, ...status } = await modelStatus(model, onGpu)
  const here = machineStatus(onGpu, { architecture, unit })
  return { model: status, ...(model.servers ? onServers(model.servers, here) : here), version }
}

/** llama.cpp computes there, as on any CPU or GPU of that machine. */
const onServers = (servers: string[], here: ReturnType<typeof machineStatus>): ReturnType<typeof machineStatus> => ({
  ...here,
  device: `${servers.join(', ')} (llama.cpp’s RPC)`,
  attention: { sparse: false, reason: 'other machines compute it, with llama.cpp’s own kernels' },
})

async function modelStatus(
  { path = builtInModel(), template, topK }: Input<EngineCalls, 'engine.status'>['model'],
  onGpu: boolean,
): Promise<Status['model'] & Attends> {
  const builtIn = path === builtInModel()
  try {
    const { name, layers, topK: ownTopK, contextLength, ...file } = await checkModel(path, { gpu: onGpu, template })
    const { architecture, unit, canThink } = file
    const about = { name, builtIn, layers, topK: topK ?? ownTopK, contextLength, architecture, unit }
    const measure = unit === '' ? ('attention mass' as const) : undefined
    return { ...about, ...(measure && { measure }), ...(canThink && { thinks: false }) }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const problem = error.message
    return { name: basename(path), builtIn, layers: 0, topK: topK ?? 0, contextLength: 0, ...UNKNOWN, problem }
  }
}

function machineStatus(onGpu: boolean, model: Attends): Omit<Status, 'model' | 'version'> {
  const cpu = `CPU ${cpus()[0]?.model.trim() ?? ''}`.trim()
  try {
    const devices = native(onGpu).devices()
    const gpu = onGpu ? devices.find(({ kind }) => kind === 'gpu') : undefined
    return {
      device: gpu ? `${gpu.description} (${gpu.name}), ${cpu}` : cpu,
      instructionSets: native().cpuFeatures(),
      attention: attentionKind(devices, onGpu, model),
    }
  } catch (error) {
    return { device: cpu, instructionSets: '', attention: { sparse: false, reason: (error as Error).message } }
  }
}
