import type { DeviceMemory, KeyType, Machine, PlanChoice } from '../../shared/ipc/plan_data'
import { deviceOf, isExpert, type Layout, loadedTensors } from './layout'
import { cacheBytes, deviceMemory } from './memory'
import type { Header, Shape } from './shape'

/** Left free on each GPU: what else may want it, as llama.cpp leaves it too. */
const GPU_MARGIN = 2 ** 30

export interface Placed {
  layout: Layout
  devices: DeviceMemory[]
  fits: boolean
}

/** Of what nobody chose, the layout that keeps most on GPUs and fits; `fits` is false if none does. */
export class Placement {
  constructor(
    private readonly header: Header,
    private readonly shape: Shape,
    private readonly machine: Machine,
    private readonly choice: PlanChoice,
    private readonly answerTokens: number,
  ) {}

  best(context: number, keys: KeyType): Placed {
    const { shape, machine, choice } = this
    const all = shape.blocks + 1
    if (machine.gpus.length === 0) return this.place(context, keys, 0, 0)
    const gpuLayers = choice.gpuLayers === undefined ? all : Math.min(choice.gpuLayers, all)
    const withExperts = (cpuExperts: number) => this.place(context, keys, gpuLayers, cpuExperts)
    if (choice.cpuExperts !== undefined) {
      const placed = withExperts(Math.min(choice.cpuExperts, shape.layers))
      return placed.fits || choice.gpuLayers !== undefined ? placed : this.fewerLayers(context, keys, choice.cpuExperts)
    }
    const none = withExperts(shape.layers)
    if (gpusFit(none, machine)) return smallest(0, shape.layers, withExperts, machine)
    return choice.gpuLayers === undefined ? this.fewerLayers(context, keys, shape.layers) : none
  }

  /** As many layers on the GPUs as there is room for, with all experts in main memory. */
  private fewerLayers(context: number, keys: KeyType, cpuExperts: number): Placed {
    const all = this.shape.blocks + 1
    const without = (layers: number) => this.place(context, keys, all - layers, cpuExperts)
    return smallest(0, all, without, this.machine)
  }

  place(context: number, keys: KeyType, gpuLayers: number, cpuExperts: number): Placed {
    const { header, shape, machine, answerTokens } = this
    const base = { context, keys, gpuLayers, cpuExperts }
    let layout: Layout = { ...base, split: evenly(gpuLayers, machine) }
    let devices = deviceMemory(header, shape, layout, machine, answerTokens)
    if (machine.gpus.length > 1 && gpuLayers > 0 && !gpusFit({ devices }, machine)) {
      layout = { ...base, split: this.balanced(layout, devices) }
      devices = deviceMemory(header, shape, layout, machine, answerTokens)
    }
    return { layout, devices, fits: gpusFit({ devices }, machine) && hostFits(devices, machine) }
  }

  /** Layers from the first on, to each GPU as many as it has room for. */
  private balanced(layout: Layout, devices: readonly DeviceMemory[]): number[] {
    const { shape, machine } = this
    const sizes = this.layerBytes(layout)
    const split = machine.gpus.map(() => 0)
    let device = 0
    let left = 0
    const room = (gpu: number) =>
      machine.gpus[gpu]!.freeBytes - GPU_MARGIN - devices[gpu]!.compute - devices[gpu]!.other
    left = room(0)
    for (let layer = shape.blocks + 1 - layout.gpuLayers; layer <= shape.blocks; layer++) {
      while (sizes[layer]! > left && device < split.length - 1) left = room(++device)
      split[device]!++
      left -= sizes[layer]!
    }
    return split
  }

  /** What each block, and the output, puts on its GPU. */
  private layerBytes(layout: Layout): number[] {
    const { header, shape } = this
    const sizes = Array.from({ length: shape.blocks + 1 }, () => 0)
    const cache = cacheBytes(shape, layout).reduce((a, b) => a + b, 0) / shape.layers
    for (let layer = 0; layer < shape.layers; layer++) sizes[layer]! += cache
    for (const { name, bytes } of loadedTensors(header, shape)) {
      const block = /^blk\.(\d+)\./.exec(name)?.[1]
      if (block === undefined && name !== 'token_embd.weight') sizes[shape.blocks]! += bytes
      else if (block && !(isExpert(name) && Number(block) < layout.cpuExperts)) sizes[Number(block)]! += bytes
    }
    return sizes
  }
}

/** llama.cpp's own way: by free memory. */
function evenly(layers: number, { gpus }: Machine): number[] {
  const total = gpus.reduce((sum, { freeBytes }) => sum + freeBytes, 0)
  const split: number[] = []
  let upTo = 0
  for (const { freeBytes } of gpus) {
    upTo += freeBytes
    split.push(Math.round((layers * upTo) / total) - split.reduce((a, b) => a + b, 0))
  }
  return split
}

/** The smallest number whose layout leaves room on the GPUs; they all do from some number on. */
function smallest(least: number, most: number, place: (number: number) => Placed, machine: Machine): Placed {
  let [low, high] = [least, most]
  while (low < high) {
    const middle = (low + high) >> 1
    if (gpusFit(place(middle), machine)) high = middle
    else low = middle + 1
  }
  return place(low)
}

const gpusFit = ({ devices }: Pick<Placed, 'devices'>, { gpus }: Machine) =>
  gpus.every(({ freeBytes }, i) => devices[i]!.total === 0 || devices[i]!.total + GPU_MARGIN <= freeBytes)

/** Main memory, and what GPUs take of it. */
export function hostFits(devices: readonly DeviceMemory[], { host, gpus }: Machine): boolean {
  return hostNeed(devices, { gpus }) <= host.freeBytes
}

export function hostNeed(devices: readonly DeviceMemory[], { gpus }: Pick<Machine, 'gpus'>): number {
  return devices.reduce((sum, { total }, i) => (gpus[i] === undefined || gpus[i].shared ? sum + total : sum), 0)
}
