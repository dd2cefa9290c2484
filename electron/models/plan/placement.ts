import type { DeviceMemory, KeyType, Machine, PlanChoice } from '../../shared/ipc/plan_data'
import { GIB } from '../../shared/shown/gib'
import { EMBEDDINGS, type Layout, loadedTensors } from './layout'
import { cacheBytes, computeBytes, deviceMemory, weightBytes } from './memory'
import type { Header, Shape } from './shape'

/** Left free on each GPU: what else may want it, as llama.cpp leaves it too. */
const GPU_MARGIN = GIB

export interface Placed {
  layout: Layout
  devices: DeviceMemory[]
  fits: boolean
}

/** Finds, of what nobody chose, the layout that keeps most on GPUs and fits; `fits` is false if none does. */
export class Placement {
  constructor(
    private readonly header: Header,
    private readonly shape: Shape,
    private readonly machine: Machine,
    private readonly choice: PlanChoice,
    private readonly answerTokens: number,
  ) {}

  /** True if all memories together can't hold it, wherever its parts lie. */
  isHopeless(context: number, keys: KeyType): boolean {
    const { header, shape, machine } = this
    const layout = { context, keys, gpuLayers: 0, cpuExperts: 0, split: [] }
    const need = weightBytes(header, shape, layout)[0]! + cacheBytes(shape, layout)[0]!
    const own = machine.gpus.filter(({ shared }) => !shared)
    return need > own.reduce((sum, { freeBytes }) => sum + freeBytes, machine.host.freeBytes)
  }

  best(context: number, keys: KeyType): Placed {
    const { shape, machine, choice } = this
    const base = { context, keys }
    if (machine.gpus.length === 0) return this.placed(this.layout({ ...base, gpuLayers: 0, cpuExperts: 0 }))
    const all = shape.blocks + 1
    const wanted = choice.gpuLayers ?? (choice.split && total(choice.split))
    const gpuLayers = Math.min(wanted ?? all, all)
    const withExperts = (cpuExperts: number) => this.layout({ ...base, gpuLayers, cpuExperts })
    const experts = choice.cpuExperts ?? this.smallest(shape.layers, withExperts)
    const layout = withExperts(Math.min(experts, shape.layers))
    if (wanted !== undefined || this.gpusHold(layout)) return this.placed(layout)
    const without = (layers: number) => this.layout({ ...base, gpuLayers: all - layers, cpuExperts: layout.cpuExperts })
    return this.placed(without(this.smallest(all, without)))
  }

  /** The smallest number, up to `most`, whose layout the GPUs hold; they hold all from some number on. */
  private smallest(most: number, layoutOf: (number: number) => Layout): number {
    let [low, high] = [0, most]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.gpusHold(layoutOf(middle))) high = middle
      else low = middle + 1
    }
    return low
  }

  private placed(layout: Layout): Placed {
    const devices = this.devices(layout)
    return { layout, devices, fits: this.gpusHold(layout) && hostFits(devices, this.machine) }
  }

  private devices(layout: Layout, compute = this.compute(layout)): DeviceMemory[] {
    return deviceMemory(this.header, this.shape, layout, compute, this.machine, this.answerTokens)
  }

  private readonly computed = new Map<string, number[]>()

  private compute(layout: Layout): number[] {
    const key = JSON.stringify(layout)
    const bytes = this.computed.get(key) ?? computeBytes(this.header, this.shape, layout, this.machine)
    this.computed.set(key, bytes)
    return bytes
  }

  private gpusHold(layout: Layout): boolean {
    const { machine } = this
    const nothing = [...machine.gpus.map(() => 0), 0]
    return gpusFit(this.devices(layout, nothing), machine) && gpusFit(this.devices(layout), machine)
  }

  /** Layers by free memory, as llama.cpp parts them; if that is too much for a GPU, as many to each as it has room for. */
  private layout(base: Omit<Layout, 'split'>): Layout {
    const { split } = this.choice
    if (split && total(split) === base.gpuLayers) return { ...base, split: spread(split, this.machine) }
    const evenly = { ...base, split: shares(base.gpuLayers, this.machine) }
    if (this.machine.gpus.length < 2 || base.gpuLayers === 0 || this.gpusHold(evenly)) return evenly
    return { ...base, split: this.filled(evenly) }
  }

  private filled(layout: Layout): number[] {
    const { shape, machine } = this
    const sizes = this.layerBytes(layout)
    const compute = this.compute(layout)
    const split = machine.gpus.map(() => 0)
    const room = (gpu: number) => {
      const { other } = this.devices(layout, compute)[gpu]!
      return machine.gpus[gpu]!.freeBytes - GPU_MARGIN - compute[gpu]! - other
    }
    let gpu = 0
    let left = room(0)
    for (let layer = shape.blocks + 1 - layout.gpuLayers; layer <= shape.blocks; layer++) {
      while (sizes[layer]! > left && gpu < split.length - 1) left = room(++gpu)
      split[gpu]!++
      left -= sizes[layer]!
    }
    return split
  }

  /** What each block, and the output, puts on its GPU. */
  private layerBytes(layout: Layout): number[] {
    const { header, shape } = this
    const cache = cacheBytes(shape, layout).reduce((a, b) => a + b, 0) / shape.layers
    const sizes = Array.from({ length: shape.blocks + 1 }, (_, layer) => (layer < shape.layers ? cache : 0))
    for (const { name, bytes, block = shape.blocks, isExpert } of loadedTensors(header).values()) {
      const staysOnHost = name === EMBEDDINGS || (isExpert && block < layout.cpuExperts)
      if (!staysOnHost) sizes[block]! += bytes
    }
    return sizes
  }
}

export const total = (split: readonly number[]): number => split.reduce((sum, layers) => sum + layers, 0)

/** A number for each GPU: those that aren't named get none, and what is meant for others is the last one's. */
function spread(split: readonly number[], { gpus }: Machine): number[] {
  const own = gpus.map((_, i) => split[i] ?? 0)
  own[own.length - 1]! += total(split) - total(own)
  return own
}

/** Layers for each GPU, in proportion to its free memory. */
function shares(layers: number, { gpus }: Machine): number[] {
  const total = gpus.reduce((sum, { freeBytes }) => sum + freeBytes, 0)
  let [upTo, given] = [0, 0]
  return gpus.map(({ freeBytes }) => {
    upTo += freeBytes
    const share = Math.round((layers * upTo) / total) - given
    given += share
    return share
  })
}

/** Whether each GPU holds its part. */
export const gpusFit = (devices: readonly DeviceMemory[], { gpus }: Machine): boolean =>
  gpus.every(({ freeBytes }, i) => devices[i]!.total === 0 || devices[i]!.total + GPU_MARGIN <= freeBytes)

/** Main memory, and what GPUs take of it. */
export function hostFits(devices: readonly DeviceMemory[], { host, gpus }: Machine): boolean {
  return hostNeed(devices, { gpus }) <= host.freeBytes
}

export function hostNeed(devices: readonly DeviceMemory[], { gpus }: Pick<Machine, 'gpus'>): number {
  return devices.reduce((sum, { total }, i) => (gpus[i] === undefined || gpus[i].shared ? sum + total : sum), 0)
}
