import type { Trace } from '../engine/native_trace'
import type { Address } from '../network/address'
import type { NetworkError } from '../network/failures'
import type { Server, ServerAnswer, ServerInfo } from '../network/server'
import type { ModelInfo } from '../shared/ipc/answer_data'
import type { Endpoint, Remote } from '../shared/ipc/remote_data'
import { costOf } from '../shared/prices'
import { ownLayers } from './generation'

/** Why there is nothing to show of what entered attention. `ended`: what broke the answer off. */
export function noLensSentence(
  { kind }: ServerInfo,
  answer: ServerAnswer,
  fault: string | undefined,
  ended: NetworkError | undefined,
): string {
  if (ended) return 'The answer broke off before the server told what entered attention, so there is no lens.'
  if (answer.rows === 0 && fault === undefined && answer.rowsFault === undefined) {
    const how =
      kind === 'SGLang'
        ? 'start it with --enable-return-indexer-topk'
        : 'no release of vLLM does yet; its pull request 49555 will'
    return `The server doesn't tell what entered attention (${how}), so there is no lens.`
  }
  const why = fault ?? answer.rowsFault ?? 'it tells of no token of the answer'
  return `What the server tells of attention can't be used, so there is no lens: ${why}.`
}

interface Outcome {
  /** Tokens of the prompt. */
  sent: number
  ended?: NetworkError
  missing?: number
  noLens?: string
}

export function remoteOf(
  { server: { info }, address, prices }: { server: Server; address: Address; prices?: Endpoint['prices'] },
  answer: ServerAnswer,
  { sent, ended, missing, noLens }: Outcome,
): Remote {
  return {
    host: address.host,
    server: info.kind,
    ...(info.version !== undefined && { version: info.version }),
    isPrivate: address.isPrivate,
    sentTokens: sent,
    ...(answer.cachedTokens !== undefined && { keptTokens: answer.cachedTokens }),
    receivedTokens: answer.ids.length,
    ...(prices && { cost: costOf(prices, { sent, received: answer.ids.length }) }),
    ...(missing && { missingRows: missing }),
    ...(noLens !== undefined && { noLens }),
    ...(ended && ended.code !== 'cancelled' && { broken: ended.message }),
  }
}

export function modelInfo(
  { kind, version, model }: ServerInfo,
  trace: Trace | undefined,
  { host, noLens }: Remote,
): ModelInfo {
  const layers = trace?.info.layers ?? 0
  const own = trace ? ownLayers(trace) : []
  return {
    name: model,
    architecture: kind,
    layers,
    topK: trace?.info.topK ?? 0,
    ...(own.length < layers && { indexLayers: own }),
    measure: 'counts',
    limits: [...(noLens === undefined ? [] : [{ what: 'lens' as const, reason: noLens }]), ...ELSEWHERE],
    backend: `${kind}${version ? ` ${version}` : ''} at ${host}`,
    sha256: '',
    builtIn: false,
    retrievalLayers: [],
    calibrated: false,
  }
}

const ELSEWHERE = (['leaveOut', 'force', 'heads'] as const).map((what) => ({
  what,
  reason: 'The model is on another machine, whose protocol has no means for this.',
}))
