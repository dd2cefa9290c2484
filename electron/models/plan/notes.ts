import type { Machine, PlanChoice } from '../../shared/ipc/plan_data'
import { GIB, gib } from '../../shared/shown/gib'
import { EMBEDDINGS, loadedTensors, placeOf } from './layout'
import { hostFits, hostNeed, type Placed } from './placement'
import type { Header, Shape } from './shape'

/** Types that llama.cpp packs anew for many processors, such as those with AVX2 (ggml-cpu/repack.cpp). */
const REPACKED = /^(q4_0|q4_K|q2_K|iq4_nl|mxfp4)$/i
/** Types that ggml-dsa packs, but for whole kv_b (packed_home.cpp). */
const PACKED = /^(q4_[01]|q5_[01]|q8_0|q[456]_K)$/i
const NOT_PACKED = /\.attn_kv_b\.weight$/

/** Seen with lavapipe: native/V3.2-EXP.md. */
const VULKAN_NOTE =
  "Vulkan's backend computes in an order of its own: what it takes for computing may be some percent more than is said here, or a fifth less."

interface Planned {
  machine: Machine
  choice: PlanChoice
  /** Of an answer's first token, where it is known. */
  bytesPerToken?: number
}

/** What is to be known of a plan: why it doesn't fit and what would do, and what its figures leave out. */
export function planNotes(header: Header, shape: Shape, placed: Placed, plan: Planned): string[] {
  const { machine, choice } = plan
  return [
    ...(placed.fits ? [] : lacks(placed, plan)),
    ...(choice.keys === 'q8_0' && placed.layout.keys !== 'q8_0'
      ? ["A KV cache in Q8_0 needs keys whose dims are multiples of 32, which this model's are not: F16 is planned."]
      : []),
    ...(placed.fits ? copies(header, shape, placed, plan) : []),
    ...(machine.gpus.some(({ backend }) => backend === 'vulkan') ? [VULKAN_NOTE] : []),
  ]
}

/** Why it doesn't fit, and what would do. */
export function lacks({ devices }: Pick<Placed, 'devices'>, plan: Omit<Planned, 'choice'>): string[] {
  const { machine } = plan
  const { host, gpus } = machine
  const notes: string[] = []
  for (const [i, gpu] of gpus.entries()) {
    const { total } = devices[i]!
    if (total > 0 && total + GIB > gpu.freeBytes) {
      notes.push(
        `${gpu.name} has ${gib(gpu.freeBytes)} free, of which 1.0 GiB stays free, and ${gib(total)} are needed there.`,
      )
    }
  }
  if (hostFits(devices, machine)) return notes
  const need = hostNeed(devices, machine)
  const from = machine.host.totalBytes - host.freeBytes
  notes.push(
    `It needs ${gib(need)} of main memory, and ${gib(host.freeBytes)} are free.`,
    `What would do: ${gib(need + from)} of main memory or more, GPUs that hold the rest, a smaller quantization, or a smaller model; the built-in one runs on any machine.`,
  )
  const disk = fromDisk(devices, plan)
  if (disk !== undefined) notes.push(disk)
  return notes
}

/** What it means to load it all the same, mapped. */
function fromDisk(devices: Placed['devices'], { machine, bytesPerToken }: Omit<Planned, 'choice'>) {
  const { disk, freeBytes } = machine.host
  const held = devices.at(-1)!
  const room = freeBytes - (held.total - held.weights)
  if (room <= 0 || bytesPerToken === undefined || machine.gpus.some(({ shared }) => shared)) return undefined
  const missing = 1 - room / held.weights
  const perToken = bytesPerToken * missing
  const time = disk === null ? '' : `, which takes ${(perToken / disk).toFixed(1)} s at ${(disk / 1e9).toFixed(1)} GB/s`
  return `Mapped from its file it would start all the same, and read about ${gib(perToken)} from the disk for each token of an answer${time}.`
}

function copies(header: Header, shape: Shape, { layout }: Placed, { machine, choice }: Planned) {
  if (machine.gpus.length > 0 || choice.mapped === false) return []
  const host = layout.split.length
  const repacked = [...loadedTensors(header).values()].filter(
    (tensor) =>
      (REPACKED.test(tensor.type) || (PACKED.test(tensor.type) && !NOT_PACKED.test(tensor.name))) &&
      placeOf(tensor, shape, layout) === host &&
      tensor.name !== EMBEDDINGS,
  )
  const bytes = repacked.reduce((sum, tensor) => sum + tensor.bytes, 0)
  if (bytes < GIB) return []
  return [
    `Up to ${gib(bytes)} of weights are packed anew for the processor while loading: they are copies, not mapped from the file, and are read in whole at each start.`,
  ]
}
