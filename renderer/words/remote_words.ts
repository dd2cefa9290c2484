import { RECORDED, type Remote } from '../../electron/shared/ipc/remote_data'
import { type Leaving, leavingLines } from '../../electron/shared/shown/leaving'
import { rpcLeavingLines } from '../../electron/shared/shown/leaving_rpc'
import { counted } from '../../electron/shared/shown/numbers'
import { costSentence, countsSentence } from '../../electron/shared/shown/remote'

/** What is agreed to in the window: once for a server, before it is asked about any document. */
export const agreementLines = (leaving: Omit<Leaving, 'characters' | 'requests'>): string[] => [
  ...leavingLines(leaving),
  'Documents that you add are not summarized by themselves as long as this server is in use.',
]

/** What is agreed to before other machines compute a part of the model. */
export const machineLines = (servers: readonly string[]): string[] => [
  ...rpcLeavingLines(servers),
  'Documents that you add are not summarized by themselves as long as these machines are in use.',
]

/** Where an answer came from, how much went there, and why it has no lens, if it has none. */
export function remoteWords(remote: Remote): string {
  const { host, server, version, sentTokens, keptTokens, receivedTokens } = remote
  const by = `${server}${version ? ` ${version}` : ''}`
  const kept = keptTokens ? ` (${counted(keptTokens, 'token')} of them it had kept)` : ''
  const went = `${counted(sentTokens, 'token')}${kept} went there, ${counted(receivedTokens, 'token')} came back`
  const more = [costSentence(remote), countsSentence(remote)].filter(Boolean).join(' ')
  if (host === RECORDED) {
    return `${by} gave it elsewhere, and it was taken from a file: its prompt has ${counted(sentTokens, 'token')}, the answer ${counted(receivedTokens, 'token')}. ${more}`
  }
  return `${by} at ${host}: ${went}. ${more}`
}
