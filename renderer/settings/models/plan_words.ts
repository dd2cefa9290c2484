import type { LoadChoice, Plan } from '../../../electron/shared/ipc/plan_data'
import { count } from '../../../electron/shared/shown/numbers'
import { rateWords } from '../../words/progress_words'

/** What a plan says, in sentences. */
export function planWords({ fits, notes, machine, speed }: Plan): string[] {
  return [
    fits ? 'It fits. All of this is computed beforehand; nothing was loaded.' : 'It does not fit.',
    ...notes,
    ...(fits ? speed.flatMap(speedWords) : []),
    ...(machine.gpus.length > 0
      ? []
      : [
          'Planned for the processor alone. If this computer has a GPU and its llama.cpp is installed, set “Layers on the GPU” on the first page of the settings above 0: then it is planned too.',
        ]),
  ]
}

/** Nothing where the speed of something that it depends on isn't known. */
function speedWords({ depth, readTokensPerSecond, writeTokensPerSecond }: Plan['speed'][number]): string[] {
  const rates = [
    readTokensPerSecond && `reads about ${rateWords(readTokensPerSecond)}`,
    writeTokensPerSecond && `writes about ${rateWords(writeTokensPerSecond)}`,
  ].filter(Boolean)
  const where = depth === 0 ? 'At the beginning of a text' : `After ${count(depth)} tokens`
  return rates.length > 0 ? [`${where} it ${rates.join(' and ')}.`] : []
}

/** All that was planned, to be loaded so. */
export function chosenOf({ choice, machine }: Plan): LoadChoice {
  const { context, keys, gpuLayers, split, cpuExperts, mapped, threads } = choice
  const onGpus = machine.gpus.length > 0 ? { gpuLayers, cpuExperts } : {}
  return { context, keys, mapped, threads, ...onGpus, ...(split.length > 1 && { split }) }
}

/** A gigabyte of each GPU stays free, as in electron/models/plan/placement.ts. */
const GPU_MARGIN = 2 ** 30

/** Whether a device would have to hold more than it has free. */
export function overfull({ devices, machine }: Plan, at: number): boolean {
  const { kind, total, freeBytes } = devices[at]!
  if (kind === 'gpu') return total > 0 && total + GPU_MARGIN > freeBytes
  const shared = devices.filter((_, i) => machine.gpus[i]?.shared).reduce((sum, device) => sum + device.total, 0)
  return total + shared > freeBytes
}
