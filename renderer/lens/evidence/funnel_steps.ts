import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count, counted, large, percent } from '../../../electron/shared/shown/numbers'
import type { SpanTotals } from '../row/ranking'
import type { EvidenceEntry } from './EvidenceList'

/** From the whole document down to the sources of a span, in tokens of the document. */
export interface FunnelStep {
  name: string
  /** Tokens of the document. */
  tokens: number
  note: string
  look: 'plain' | 'score' | 'entered' | 'evidence'
  /** The step in a plain sentence. */
  sentence: string
}

/** For what the funnel is drawn. */
interface FunnelSubject {
  generation: Pick<Generation, 'textStart' | 'textEnd'>
  /** Tokens of the whole document. */
  document: number
  span: { from: number; to: number }
  layers: number
}

export function funnelSteps(
  { generation, document, span, layers }: FunnelSubject,
  { entered, selected, outside }: Pick<SpanTotals, 'entered' | 'selected' | 'outside'>,
  sources: { sentences: number; tokens: number },
): FunnelStep[] {
  const read = generation.textEnd - generation.textStart
  const rows = (span.to - span.from) * layers
  const times = selected - outside.template - outside.question - outside.answer
  const per = `${counted(span.to - span.from, 'token')} of the answer × ${counted(layers, 'layer')}`
  return [
    {
      name: 'read',
      tokens: read,
      note: read < document ? `of ${count(document)} in the document` : 'the whole document',
      look: 'plain',
      sentence:
        read < document
          ? `${count(read)} of the document’s ${count(document)} tokens were read for this text.`
          : `All ${count(read)} tokens of the document were read.`,
    },
    {
      name: 'scored',
      tokens: read,
      note: `${large(read * rows)} scores`,
      look: 'score',
      sentence: `The lightning indexer scored every one of them ${counted(rows, 'time')}: ${per}, ${large(read * rows)} scores.`,
    },
    {
      name: 'entered',
      tokens: entered,
      note: `${large(times)} times, ${percent(entered / Math.max(1, read))}`,
      look: 'entered',
      sentence: `${count(entered)} different tokens (${percent(entered / Math.max(1, read))}) entered attention at least once, ${count(times)} times in all.`,
    },
    {
      name: 'evidence',
      tokens: sources.tokens,
      note: counted(sources.sentences, 'source'),
      look: 'evidence',
      sentence: `${counted(sources.sentences, 'sentence')} with ${counted(sources.tokens, 'token')} stand out far enough to count as sources: our estimate.`,
    },
  ]
}

/** Sources of a list and their tokens. */
export function sourcesOf(
  entries: readonly Pick<EvidenceEntry, 'isSource' | 'key'>[],
  sentenceTokens: (index: number) => number,
): { sentences: number; tokens: number } {
  const sources = entries.filter(({ isSource }) => isSource)
  return {
    sentences: sources.length,
    tokens: sources.reduce((sum, { key }) => sum + sentenceTokens(Number(key)), 0),
  }
}
