import type { Machine, PlanChoice } from '../../shared/ipc/plan_data'
import { loadedTensors, placeOf } from './layout'
import { hostFits, hostNeed, type Placed } from './placement'
import type { Header, Shape } from './shape'
import { speeds } from './speed'

const GIB = 2 ** 30
const gib = (bytes: number) => `${(bytes / GIB).toFixed(1)} GiB`

/** Types that llama.cpp packs anew for the processor, on one with AVX2 or NEON (ggml-cpu/repack.cpp). */
const REPACKED = /^(q4_0|q4_K|q5_K|q6_K|q2_K|iq4_nl|mxfp4)$/i

/** What is to be known of a plan: why it doesn't fit and what would do, and what its figures leave out. */
export function planNotes(
  header: Header,
  shape: Shape,
  placed: Placed,
  machine: Machine,
  choice: PlanChoice,
): string[] {
  return [
    ...(placed.fits ? [] : lacks(header, shape, placed, machine)),
    ...copies(header, shape, placed, machine, choice),
    ...(machine.gpus.some(({ backend }) => backend === 'vulkan')
      ? ["Vulkan's backend computes in an order of its own, which may take up to a fifth more for computing than is said here."]
      : []),
  ]
}

function lacks(header: Header, shape: Shape, { layout, devices }: Placed, machine: Machine): string[] {
  const { host, gpus } = machine
  const notes: string[] = []
  for (const [i, gpu] of gpus.entries()) {
    const { total } = devices[i]!
    if (total > 0 && total + GIB > gpu.freeBytes) {
      notes.push(`${gpu.name} has ${gib(gpu.freeBytes)} free, of which 1.0 GiB stays free, and ${gib(total)} are needed there.`)
    }
  }
  if (hostFits(devices, machine)) return notes
  const need = hostNeed(devices, machine)
  const from = machine.host.totalBytes - host.freeBytes
  notes.push(
    `It needs ${gib(need)} of main memory, and ${gib(host.freeBytes)} are free.`,
    `What would do: ${gib(need + from)} of main memory or more, GPUs that hold the rest, a smaller quantization, or a smaller model; the built-in one runs on any machine.`,
  )
  const disk = fromDisk(header, shape, { layout, devices }, machine)
  if (disk !== undefined) notes.push(disk)
  return notes
}

/** What it means to load it all the same, mapped. */
function fromDisk(header: Header, shape: Shape, { layout, devices }: Omit<Placed, 'fits'>, machine: Machine) {
  const { disk, freeBytes } = machine.host
  const held = devices.at(-1)!
  const room = freeBytes - (held.total - held.weights)
  if (room <= 0) return undefined
  const missing = 1 - room / held.weights
  const perToken = speeds(header, shape, layout, machine)[0]!.bytesPerToken * missing
  const time = disk === null ? '' : `, which takes ${(perToken / disk).toFixed(1)} s at ${(disk / 1e9).toFixed(1)} GB/s`
  return `Mapped from its file it would start all the same, and read about ${gib(perToken)} from the disk for each token of an answer${time}.`
}

function copies(header: Header, shape: Shape, { layout }: Placed, { gpus }: Machine, { mapped }: PlanChoice) {
  if (gpus.length > 0 || mapped === false) return []
  const host = layout.split.length
  const repacked = loadedTensors(header, shape).filter(
    ({ name, type }) => REPACKED.test(type) && placeOf(name, shape, layout) === host && name !== 'token_embd.weight',
  )
  const bytes = repacked.reduce((sum, tensor) => sum + tensor.bytes, 0)
  if (bytes === 0) return []
  return [
    `Up to ${gib(bytes)} of weights are packed anew for the processor while loading: they are copies, not mapped from the file, and are read in whole at each start.`,
  ]
}
