import { makePlan } from '../models/plan/plan'
import { type RpcServer, seeRpcServer } from '../network/rpc_server'
import type { Machine, PlanChoice } from '../shared/ipc/plan_data'
import { SERVERS_LOST } from '../shared/ipc/processes'
import { EngineError } from './errors'
import { loadRpc } from './native'
import { asEndpointError } from './network_failure'

/** Machines that compute layers of a model by llama.cpp's RPC: nothing here is reached unless somebody named some. */

/** Seconds in which a machine has to do what it was given last. */
const PATIENCE_SECONDS = 600

interface Asked {
  patience?: number
  signal?: AbortSignal
}

/** Looks whether all of them can compute now, and what memory they have. Throws EngineError. */
export async function seeServers(addresses: readonly string[], { patience, signal }: Asked): Promise<RpcServer[]> {
  const seen: RpcServer[] = []
  try {
    for (const address of addresses) seen.push(await seeRpcServer(address, { patience, signal }))
  } catch (error) {
    if (signal?.aborted) throw new EngineError('cancelled', 'Cancelled.', { cause: error })
    throw asEndpointError(error)
  }
  return seen
}

/** As they were when this process began to compute on them: from then on they answer nobody else. */
const inUse = new Map<string, RpcServer>()

/** Makes the engine ready to compute on them; from now on losing one ends the process, with a sentence and SERVERS_LOST. */
export async function prepareServers(addresses: readonly string[], asked: Asked): Promise<RpcServer[]> {
  const seen = await seeServers(addresses, asked)
  loadRpc(SERVERS_LOST, asked.patience ?? PATIENCE_SECONDS)
  for (const server of seen) inUse.set(server.address, server)
  return seen
}

/** What memory they have without a model of this process. Throws EngineError. */
export async function serversToPlan(addresses: readonly string[]): Promise<RpcServer[]> {
  const seen: RpcServer[] = []
  for (const address of addresses) seen.push(inUse.get(address) ?? (await seeServers([address], {}))[0]!)
  return seen
}

/** The machine with those that servers offer, which come first, as they do when a model is loaded. */
export const withServers = (machine: Machine, servers: readonly RpcServer[]): Machine => ({
  ...machine,
  gpus: [...servers.flatMap(gpusOf), ...machine.gpus],
})

const gpusOf = ({ address, devices }: RpcServer): Machine['gpus'] =>
  devices.map(({ freeBytes, totalBytes }, i) => ({
    name: devices.length > 1 ? `${address} (device ${i})` : address,
    backend: 'rpc',
    totalBytes,
    freeBytes,
    shared: false,
    bandwidth: null,
    operations: null,
    link: null,
  }))

/** Of what a model is loaded with. */
export interface Layers {
  gpuLayers: number
  split?: number[]
  cpuExperts?: number
}

/** Which layers lie where, of what nobody chose. Throws EngineError where it doesn't fit. */
export function layersOn(machine: Machine, header: Parameters<typeof makePlan>[0], choice: PlanChoice): Layers {
  const { fits, notes, choice: planned } = makePlan(header, machine, choice)
  if (!fits) {
    throw new EngineError(
      'out-of-memory',
      `${header.name} doesn't fit the machines that were named: ${notes.join(' ')} Name more of them.`,
    )
  }
  const { gpuLayers, split, cpuExperts } = planned
  return { gpuLayers, split, cpuExperts }
}
