import { heldMemory, hostOther } from '../models/plan/memory'
import { lacks } from '../models/plan/notes'
import { gpusFit, hostFits, total } from '../models/plan/placement'
import { ANSWER_TOKENS, contextsOf } from '../models/plan/plan'
import { recorderBytes } from '../models/plan/recorder_memory'
import type { Header } from '../models/plan/shape'
import { quantization } from '../models/quantization'
import type { DeviceMemory, Machine, Plan, PlanChoice } from '../shared/ipc/plan_data'
import { EngineError } from './errors'
import { type MemoryUse, type ModelFile, native } from './native'

interface Layout {
  context: number
  /** Of the blocks and the output, from the last. */
  gpuLayers: number
  cpuExperts: number
}

interface Placed {
  layout: Layout
  devices: DeviceMemory[]
  fits: boolean
}

/** A plan whose memory llama.cpp itself reckons, buffer by buffer, allocating none: of any model that it runs, on this machine. */
export class SimulatedPlan {
  private readonly keys
  private readonly answerTokens
  private readonly known = new Map<string, Placed>()

  constructor(
    private readonly file: ModelFile & Header,
    private readonly machine: Machine,
    private readonly choice: PlanChoice,
  ) {
    this.keys = choice.keys ?? 'f16'
    this.answerTokens = choice.answerTokens ?? ANSWER_TOKENS
    const unknown = machine.gpus.find(({ name }) => !gpuNames().some((own) => isNamed(name, own)))
    if (!unknown) return
    throw new EngineError(
      'bad-argument',
      `There is no plan for ${file.name} (${file.architecture}) with ${unknown.name}: its memory is planned by llama.cpp, which knows the GPUs of this computer only. Describe a machine without GPUs, or leave out --machine and --rpc (in the settings: the other machines); llama.cpp parts it over them by their free memory.`,
    )
  }

  async make(): Promise<Plan> {
    const { file, machine, choice, answerTokens, keys } = this
    const { layout, devices, fits } = await this.best()
    const { gpuLayers } = layout
    return {
      kind: 'plan',
      basis: 'computed',
      model: {
        name: file.name,
        quantization: quantization(file.tensors),
        fileBytes: file.bytes,
        layers: file.layers,
        topK: file.topK,
        contextLength: file.contextLength,
      },
      machine,
      fits,
      notes: [
        ...(fits ? [] : lacks({ devices }, { machine })),
        `Memory is what llama.cpp itself plans for this model; how fast it is isn't reckoned ahead for ${file.architecture}.`,
      ],
      choice: {
        ...layout,
        keys,
        // of several GPUs llama.cpp gives each by its free memory, unless it is chosen
        split: choice.split ?? (machine.gpus.length === 1 ? [gpuLayers] : []),
        mapped: choice.mapped ?? true,
        threads: choice.threads ?? machine.host.cores,
        answerTokens,
      },
      devices,
      speed: [],
    }
  }

  /** The longest context that fits, or the shortest. */
  private async best(): Promise<Placed> {
    const { file, machine, choice } = this
    if (choice.context !== undefined) return this.place(choice.context)
    const contexts = contextsOf(file.contextLength)
    const free = total(
      [...machine.gpus.filter(({ shared }) => !shared), machine.host].map(({ freeBytes }) => freeBytes),
    )
    for (const context of file.bytes > free ? [] : contexts.slice(0, -1)) {
      const placed = await this.place(context)
      if (placed.fits) return placed
    }
    return this.place(contexts.at(-1)!)
  }

  /** Most on GPUs: experts leave them first, from the first layer on, then whole layers. */
  private async place(context: number): Promise<Placed> {
    const { file, machine, choice } = this
    if (machine.gpus.length === 0) return this.placed({ context, gpuLayers: 0, cpuExperts: 0 })
    const all = (file.numbers.block_count ?? file.layers) + 1
    const wanted = choice.gpuLayers ?? (choice.split && total(choice.split))
    const gpuLayers = Math.min(wanted ?? all, all)
    const withExperts = (cpuExperts: number) => this.placed({ context, gpuLayers, cpuExperts })
    const most = file.numbers.expert_count && gpuLayers > 0 ? file.layers : 0
    const experts = choice.cpuExperts ?? (await this.smallest(most, withExperts))
    const placed = await withExperts(Math.min(experts, file.layers))
    if (wanted !== undefined || gpusFit(placed.devices, machine)) return placed
    const { cpuExperts } = placed.layout
    const without = (layers: number) => this.placed({ context, gpuLayers: all - layers, cpuExperts })
    return without(await this.smallest(all, without))
  }

  /** The smallest number, up to `most`, with which the GPUs hold their part; they do from some number on. */
  private async smallest(most: number, placedWith: (number: number) => Promise<Placed>): Promise<number> {
    let [low, high] = [0, most]
    while (low < high) {
      const middle = (low + high) >> 1
      if (gpusFit((await placedWith(middle)).devices, this.machine)) high = middle
      else low = middle + 1
    }
    return low
  }

  private async placed(layout: Layout): Promise<Placed> {
    const key = JSON.stringify(layout)
    const devices = this.known.get(key)?.devices ?? (await this.simulate(layout))
    const placed = { layout, devices, fits: gpusFit(devices, this.machine) && hostFits(devices, this.machine) }
    this.known.set(key, placed)
    return placed
  }

  private async simulate({ context, gpuLayers, cpuExperts }: Layout): Promise<DeviceMemory[]> {
    const { file, machine, choice, keys, answerTokens } = this
    const split = choice.split && total(choice.split) === gpuLayers ? choice.split : undefined
    const loading = { gpuLayers, cpuExperts, topK: 0, split }
    const uses = await native().simulateMemory(file.shards[0]!, loading, { length: context, threads: 1, keys })
    const { layers, topK, heads, valueDim, vocabulary, numbers } = file
    const trace = recorderBytes({ layers, topK }, context, answerTokens)
    const { expert_count: experts = 0 } = numbers
    const other = hostOther({ heads, keyRank: valueDim, vocabulary, experts }, gpuLayers > 0)
    return heldMemory(byDevice(uses, machine), { trace, other }, machine)
  }
}

const gpuNames = () =>
  native()
    .devices()
    .filter(({ kind }) => kind === 'gpu')
    .map(({ name }) => name)

/** Whether a machine's GPU is the one that llama.cpp calls so. */
const isNamed = (gpu: string, device: string) => gpu.startsWith(`${device} (`)

/** A GPU's own buffers are named as it is; those that it reads from main memory, such as Vulkan_Host, are not. */
function byDevice(uses: readonly MemoryUse[], { gpus }: Machine) {
  const of = (part: 'weights' | 'cache' | 'compute') => {
    const sums = [...gpus.map(() => 0), 0]
    for (const use of uses) {
      const isOwn = use.device !== '' && use.buffer.startsWith(use.device)
      const gpu = isOwn ? gpus.findIndex(({ name }) => isNamed(name, use.device)) : -1
      sums[gpu < 0 ? gpus.length : gpu]! += use[part]
    }
    return sums
  }
  return { weights: of('weights'), cache: of('cache'), compute: of('compute') }
}
