import type { ComputedPart } from '../shared/ipc/answer_data'
import type { NativeModel } from './native'

/** Backends on the CPU by what people know them as; a GPU's is named as it names itself. */
const NAMES: Record<string, string> = { CPU: 'CPU (llama.cpp)', DSA: 'CPU (ggml-dsa)' }

/** What computed indexers and attention since this was last asked. */
export const takeComputed = (model: NativeModel): ComputedPart[] =>
  model.takeComputed().map((part) => ({ ...part, device: NAMES[part.device] ?? serverName(part.device) }))

/** What llama.cpp calls "RPC0[192.168.1.20:50052]" */
const serverName = (device: string): string =>
  device.replace(/^RPC\d+\[(.*)\]$/, (_, server) => `${server} (llama.cpp’s RPC)`)
