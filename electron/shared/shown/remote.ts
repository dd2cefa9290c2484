import type { Remote } from '../ipc/remote_data'

/** What can be told of how a text was read on another machine, in a sentence or two. */
export function countsSentence({ noLens, missingRows }: Pick<Remote, 'noLens' | 'missingRows'>): string {
  if (noLens !== undefined) return noLens
  const missing = missingRows ? ` ${missingRows} rows were never filled there and are left out.` : ''
  return `The server tells which tokens entered attention, and no scores: evidence is ranked by how much more often a sentence entered than its distance and the rest of the prompt explain.${missing}`
}

/** "At your prices that is 0.0123." Empty without prices. */
export const costSentence = ({ cost }: Pick<Remote, 'cost'>): string =>
  cost === undefined ? '' : `At your prices that is ${Number(cost.toPrecision(3))}.`
