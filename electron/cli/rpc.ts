import { readRpcServers } from '../network/rpc_address'
import { rpcLeavingLines } from '../shared/shown/leaving_rpc'
import { seconds } from './endpoint'
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

interface Asking {
  note(line: string): void
  confirm?: (question: string) => Promise<boolean>
}

/** Tells what goes to the machines, and goes on only where that was agreed to. Throws UsageError. */
export async function agreeToMachines({ servers, isAgreed }: RpcArguments, { note, confirm }: Asking): Promise<void> {
  for (const line of rpcLeavingLines(servers)) note(line)
  if (isAgreed) return
  if (!confirm)
    throw new UsageError(`Nothing was sent to ${servers.join(', ')}: add --send if this may leave the machine`)
  if (!(await confirm('Use them? [y/N] '))) throw new UsageError('Nothing was sent')
}
