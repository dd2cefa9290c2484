import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { z } from 'zod'
import { type DeviceList, GPU_BACKENDS, type Machine } from '../../shared/ipc/plan_data'
import { GIB } from '../../shared/shown/gib'

const amount = z.number().positive()

/** A machine as people write it down, for `--machine FILE`. */
const FileSchema = z.strictObject({
  name: z.string().min(1),
  memoryGiB: amount,
  /** What other programs leave; 2 GiB less than all if it isn't said. */
  freeGiB: amount.optional(),
  cores: z.number().int().positive(),
  /** Gigabytes (10^9) per second. */
  bandwidthGBs: amount.optional(),
  /** 10^12 multiplications and additions per second, each one. */
  teraOperations: amount.optional(),
  diskGBs: amount.optional(),
  gpus: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        backend: z.enum(GPU_BACKENDS),
        memoryGiB: amount,
        freeGiB: amount.optional(),
        shared: z.boolean().optional(),
        bandwidthGBs: amount.optional(),
        teraOperations: amount.optional(),
        linkGBs: amount.optional(),
        /** So many of them. */
        count: z.number().int().positive().optional(),
      }),
    )
    .optional(),
})

/** What the system and other programs hold, where nothing else is said. */
const SYSTEM_GIB = 2

const times = (value: number | undefined, unit: number) => (value === undefined ? null : value * unit)
const bytesOf = (gib: number) => Math.round(gib * GIB)

/** A description that can't be used; the message says why. */
export class MachineFault extends Error {
  override name = 'MachineFault'
}

/** Throws MachineFault. */
export function readMachine(path: string): Machine {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new MachineFault(`The machine's description ${path} can't be read (${(error as Error).message})`, {
      cause: error,
    })
  }
  const parsed = FileSchema.safeParse(content)
  if (parsed.success) return machineOf(parsed.data)
  const { path: where, message } = parsed.error.issues[0]!
  const place = where.length > 0 ? `at "${where.join('.')}": ` : ''
  throw new MachineFault(
    `The machine's description ${path} can't be used (${place}${message}); native/V3.2-EXP.md has one`,
  )
}

function machineOf({ name, memoryGiB, freeGiB, cores, gpus = [], ...speeds }: z.infer<typeof FileSchema>): Machine {
  return {
    name,
    host: {
      totalBytes: bytesOf(memoryGiB),
      freeBytes: bytesOf(freeGiB ?? Math.max(memoryGiB - SYSTEM_GIB, 0)),
      cores,
      bandwidth: times(speeds.bandwidthGBs, 1e9),
      operations: times(speeds.teraOperations, 1e12),
      disk: times(speeds.diskGBs, 1e9),
    },
    gpus: gpus.flatMap(({ count = 1, ...gpu }) =>
      Array.from({ length: count }, (_, i) => ({
        name: count > 1 ? `${gpu.name} ${i}` : gpu.name,
        backend: gpu.backend,
        totalBytes: bytesOf(gpu.memoryGiB),
        freeBytes: bytesOf(gpu.freeGiB ?? gpu.memoryGiB),
        shared: gpu.shared ?? false,
        bandwidth: times(gpu.bandwidthGBs, 1e9),
        operations: times(gpu.teraOperations, 1e12),
        link: times(gpu.linkGBs, 1e9),
      })),
    ),
  }
}

/** This machine, with the devices that the engine found. */
export function thisMachine(devices: DeviceList['devices'], cores: number): Machine {
  return {
    name: `this computer (${cpus()[0]?.model.trim() ?? 'unknown processor'})`,
    host: {
      totalBytes: totalmem(),
      freeBytes: process.availableMemory(),
      cores,
      bandwidth: measureBandwidth(),
      operations: null,
      disk: null,
    },
    gpus: devices
      .filter(({ kind, totalBytes }) => kind === 'gpu' && totalBytes > 0)
      .map(({ name, description, freeBytes, totalBytes }) => {
        const backend = backendOf(name)
        const unknown = { bandwidth: null, operations: null, link: null }
        return {
          name: `${name} (${description})`,
          backend,
          totalBytes,
          freeBytes,
          shared: backend === 'metal',
          ...unknown,
        }
      }),
  }
}

/** The same machine with what is free at the moment. */
export const withMemoryNow = (machine: Machine, devices: DeviceList['devices']): Machine => ({
  ...machine,
  host: { ...machine.host, freeBytes: process.availableMemory() },
  gpus: machine.gpus.map((gpu) => {
    const now = devices.find(({ name, description }) => gpu.name === `${name} (${description})`)
    return now ? { ...gpu, freeBytes: now.freeBytes } : gpu
  }),
})

function backendOf(name: string): Machine['gpus'][number]['backend'] {
  if (/^cuda/i.test(name)) return 'cuda'
  return /^metal|^mtl/i.test(name) ? 'metal' : 'vulkan'
}

/** Larger than what caches hold. */
const COPIED = 128 * 2 ** 20
const RUNS = 4

/** Bytes per second that one thread moves, reading and writing, at its best of a few runs: less than what all cores reach. */
function measureBandwidth(): number {
  const from = Buffer.alloc(COPIED, 1)
  const to = Buffer.alloc(COPIED, 2)
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now()
    from.copy(to)
    best = Math.min(best, performance.now() - started)
  }
  return (2 * COPIED * 1000) / best
}
