import { BANDWIDTH_SHARE, OPERATIONS_SHARE } from '../models/plan/speed'
import type { DeviceList, DeviceMemory, Plan, Speed } from '../shared/ipc/plan_data'
import { GIB } from '../shared/shown/gib'
import { count, percent } from '../shared/shown/numbers'
import { wrap } from './wrap'

/** Columns of a table are parted by so many blanks. */
const GAP = '  '
const SPEED_NOTE = `Speeds are what moving and computing would take at ${percent(BANDWIDTH_SHARE)} of the memory's bandwidth and ${percent(OPERATIONS_SHARE)} of the arithmetic; "-" where one of these is not known.`

/** A plan for people: `--json` has all of it. */
export function planText(plan: Plan, width?: number): string {
  const { model, machine, choice, fits, notes } = plan
  const parts = [
    `Plan (computed, nothing was loaded): ${model.name}, ${model.quantization}, ${gib(model.fileBytes)} GiB, on ${machine.name}.`,
    fits ? 'It fits.' : 'It does not fit.',
    ...notes,
    choiceText(choice, plan),
    table(MEMORY_HEAD, plan.devices.map(memoryRow)),
    ...(plan.speed.length > 0 ? [table(SPEED_HEAD, plan.speed.map(speedRow)), SPEED_NOTE] : []),
  ]
  return `${parts.map((part) => (part.includes('\n') ? part : wrap(part, width))).join('\n\n')}\n`
}

function choiceText(choice: Plan['choice'], { machine, model }: Plan): string {
  const { context, keys, gpuLayers, cpuExperts, mapped, threads, split } = choice
  const onGpus = split.length > 1 ? ` (${split.join(' + ')})` : ''
  const layers = [
    `--gpu-layers ${gpuLayers}: layers on GPUs, the output counted as one${onGpus}`,
    `--cpu-experts ${cpuExperts}: layers whose experts stay in main memory`,
  ]
  return [
    'Chosen (each can be given):',
    `--ctx ${context}: positions of the KV cache, of ${count(model.contextLength)}`,
    `--kv ${keys}: type of the KV cache`,
    ...(machine.gpus.length > 0 ? layers : []),
    `${mapped ? '(no --no-mmap)' : '--no-mmap'}: weights of main memory are ${mapped ? 'mapped from the file' : 'copied'}`,
    `--threads ${threads}`,
  ].join('\n    ')
}

const MEMORY_HEAD = ['GiB', 'weights', 'KV cache', 'compute', 'trace', 'other', 'all', 'free']
const memoryRow = ({ name, weights, cache, compute, trace, other, total, freeBytes }: DeviceMemory) => [
  name,
  ...[weights, cache, compute, trace, other, total, freeBytes].map(gib),
]

const SPEED_HEAD = ['tokens before', 'reads tokens/s', 'writes tokens/s', 'GB a token', 'GFLOP a token']
const speedRow = ({ depth, ...speed }: Speed) => [
  count(depth),
  rate(speed.readTokensPerSecond),
  rate(speed.writeTokensPerSecond),
  (speed.bytesPerToken / 1e9).toFixed(2),
  (speed.operationsPerToken / 1e9).toFixed(1),
]

/** The devices that the engine found. */
export function devicesText({ devices }: DeviceList): string {
  const rows = devices.map(({ name, kind, freeBytes, totalBytes, description }) => [
    name,
    kind,
    totalBytes > 0 ? gib(freeBytes) : '-',
    totalBytes > 0 ? gib(totalBytes) : '-',
    description,
  ])
  return `${table(['device', 'kind', 'GiB free', 'of', 'what it is'], rows)}\n`
}

const gib = (bytes: number) => (bytes / GIB).toFixed(bytes < GIB ? 2 : 1)

function rate(perSecond: number | null): string {
  if (perSecond === null) return '-'
  return perSecond >= 10 ? count(perSecond) : perSecond.toFixed(perSecond < 1 ? 2 : 1)
}

/** Words to the left, numbers to the right. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]!.length)))
  const isNumber = head.map((_, i) => rows.length > 0 && rows.every((row) => /^(-|[\d.,]+)$/.test(row[i]!)))
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join(GAP)
      .trimEnd()
  return [head, ...rows].map(line).join('\n')
}
