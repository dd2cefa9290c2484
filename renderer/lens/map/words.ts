import { count, counted, percent } from '../../../electron/shared/shown/numbers'
import { layersName } from '../subject/layers_name'

/** The map's sums, in plain sentences. */
export function mapWords(
  sums: { inText: number; outside: number; beyond: number; sinks: number; recent: number },
  tokens: number,
  layers: readonly number[],
): string[] {
  const all = sums.inText + sums.outside + sums.beyond + sums.sinks + sums.recent
  const lines = [
    `For ${counted(tokens, 'token')} of the answer on ${layersName(layers)}, tokens entered attention ${count(all)} times: ${count(sums.inText)} in the part of the document that is shown, ${count(sums.outside)} in template, question and answer.`,
  ]
  if (sums.beyond > 0) lines.push(`${count(sums.beyond)} were in the rest of the document.`)
  const hidden = sums.sinks + sums.recent
  if (hidden > 0) {
    lines.push(
      `${count(hidden)} (${percent(hidden / all)}) are not drawn: ${count(sums.sinks)} sinks, which nearly every later token selects whatever it is about, and ${count(sums.recent)} of the 64 most recent tokens.`,
    )
  }
  return lines
}
