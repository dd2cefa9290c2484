import { placeText } from '../shared/document/members'
import { computedWords } from '../shared/shown/computed'
import { serversSentence } from '../shared/shown/leaving_rpc'
import { costSentence, countsSentence } from '../shared/shown/remote'
import type { RequestResult } from '../summarize/types'
import { wrap } from './wrap'

/** What was read, by whom and how fast: one paragraph per fact, as far as it applies. */
export function footer(result: RequestResult, width?: number): string {
  const lines = [
    whatWasRead(result),
    imagePages(result),
    remote(result),
    whole(result),
    whichModel(result),
    layers(result),
    limits(result),
    computedWords(result.computed ?? []),
    result.timings.seconds > 0 ? speed(result) : '',
  ]
  return lines
    .filter((line) => line !== '')
    .map((line) => wrap(line, width))
    .join('\n')
}

function whatWasRead({ document }: RequestResult): string {
  const share = document.coverage < 1 ? Math.min(99.9, Math.floor(document.coverage * 1000) / 10) : 100
  const parts = document.parts.length > 1 ? ` in ${document.parts.length} parts` : ''
  const size = `${plural(document.pages, 'page')}, ${plural(document.tokens, 'token')}`
  return `Read ${share}% of ${document.file}${parts}: ${size}.`
}

function imagePages({ document }: RequestResult): string {
  const { imagePages, members } = document
  if (imagePages.length === 0) return ''
  const one = imagePages.length === 1
  const named = members ? imagePages.map((page) => placeText(document, page)).join(', ') : ranges(imagePages)
  return `Page${one ? '' : 's'} ${named} hold${one ? 's' : ''} no readable text: nothing on ${one ? 'it' : 'them'} was read.`
}

/** A context no longer than the selection enters attention whole, and then the selection says nothing. */
function whole({ traced, model, document }: RequestResult): string {
  if (model.measure !== undefined) return ''
  const fits = traced.every(({ trace: { info } }) => info.promptLength + info.tokens <= model.topK)
  if (!fits || traced.length === 0) return ''
  return `All ${plural(document.tokens, 'token')} entered attention; nothing was left out, so the evidence rests on scores alone.`
}

/** Where the text went, how much of it, and what can be told of how it was read there. */
function remote({ remote, model }: RequestResult): string {
  if (model.servers) return `REMOTE: ${serversSentence(model.servers)}`
  if (!remote) return ''
  const { host, server, version, sentTokens, keptTokens, receivedTokens } = remote
  const kept = keptTokens ? `, ${keptTokens.toLocaleString('en-US')} of which it had kept,` : ''
  return `REMOTE: answered by ${server}${version ? ` ${version}` : ''} at ${host}: ${plural(sentTokens, 'token')}${kept} went there, ${plural(receivedTokens, 'token')} came back. ${[costSentence(remote), countsSentence(remote)].filter(Boolean).join(' ')}`
}

function whichModel({ model, remote }: RequestResult): string {
  if (remote && model.layers === 0) return `Model: ${model.name}.`
  const { name: called, layers: all, indexLayers, topK } = model
  const enters = `${topK} tokens enter attention in ${indexLayers ? `the ${indexLayers.length} that choose` : 'each'}`
  const isDense = model.measure === 'attention mass'
  const name = isDense
    ? `Model: ${called}, ${all} layers without indexers: everything enters attention, and evidence is computed from attention mass.`
    : `Model: ${called}, ${all} layers, ${enters}.`
  return model.builtIn
    ? `${name} It is built in, small, and gets facts wrong: check them on the pages named above.`
    : name
}

function layers({ model }: RequestResult): string {
  return model.calibrated || model.measure === 'counts'
    ? ''
    : "It isn't known which of this model's layers retrieve; the evidence is taken from all of them, and less sure."
}

/** What can't be done with the model is said once more where it is used. */
function limits({ model, remote }: RequestResult): string {
  const off = remote ? [] : (model.limits ?? []).filter(({ what }) => what !== 'lens' && what !== 'plan')
  return off.map(({ reason }) => reason).join(' ')
}

function speed({ timings }: RequestResult): string {
  const read = `${plural(timings.evaluatedTokens, 'token')} evaluated in ${timings.seconds.toFixed(1)} s`
  const rates = `reading ${rate(timings.prefillTokensPerSecond)}, writing ${rate(timings.decodeTokensPerSecond)} tokens/s`
  return `${read}: ${rates}.`
}

function rate(perSecond: number): string {
  return perSecond >= 10 ? perSecond.toFixed(0) : perSecond.toFixed(1)
}

function plural(count: number, thing: string): string {
  return `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`
}

/** [1, 2, 3, 7] -> "1-3, 7" */
function ranges(numbers: number[]): string {
  const found: [number, number][] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last && last[1] + 1 === number) last[1] = number
    else found.push([number, number])
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}
