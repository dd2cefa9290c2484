import { readRpcServers } from '../network/rpc_address'
import { rpcLeavingLines } from '../shared/shown/leaving_rpc'
import { agreeTo, seconds } from './endpoint'
import { UsageError } from './exit'
import type { Values } from './options'

/** Machines that compute a part of the model, as the command line names them. */
export interface RpcArguments {
  /** HOST:PORT */
  servers: string[]
  /** `--send`: what leaves the machine was agreed to. */
  isAgreed: boolean
  /** Seconds that one of them may take for a piece of work. */
  patience?: number
  /** Of several files: what is done and what isn't, should one of them be lost now, which ends the program. */
  ifLost?: string
}

/** `--rpc` and what belongs to it; undefined without. Throws UsageError. */
export function rpcArguments(values: Values): RpcArguments | undefined {
  const { rpc, send, timeout } = values
  if (rpc === undefined) return undefined
  const patience = seconds(timeout)
  return { servers: serversOf(rpc), isAgreed: send ?? false, ...(patience !== undefined && { patience }) }
}

/** The machines that `--rpc` names, where nothing of a document goes. Throws UsageError. */
export const plannedServers = ({ rpc }: Values): string[] | undefined =>
  rpc === undefined ? undefined : serversOf(rpc)

function serversOf(text: string): string[] {
  try {
    return readRpcServers(text)
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\.$/, ''), { cause: error })
  }
}

/** Goes on only where it was agreed to what goes to the machines. Throws UsageError. */
export const agreeToMachines = (
  { servers, isAgreed }: RpcArguments,
  asking: Parameters<typeof agreeTo>[1],
): Promise<void> =>
  agreeTo({ lines: rpcLeavingLines(servers), to: servers.join(', '), question: 'Use them?', isAgreed }, asking)
