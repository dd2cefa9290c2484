import type { EvidenceItem } from '../../../electron/shared/ipc/answer_data'
import { isFromFew } from '../../../electron/shared/support'
import { countsAsSource, rankEvidence, type SpanTotals } from '../row/ranking'
import { sentenceOf } from '../subject/answer_tokens'
import { generationName, readersOf } from '../subject/generations'
import { readSentence } from '../subject/sentences'
import type { Subject } from '../subject/subject'
import type { EvidenceEntry } from './EvidenceList'

/** Evidence, as the trace gave it or as it came with an answer's sentence, as entries of a list. */

type Known = Pick<Subject, 'entry' | 'result' | 'generation' | 'alignment' | 'layers' | 'retrievalLayers'> &
  Partial<Pick<Subject, 'span'>>

/** Few excerpts are sources as the answer's sentence without them tells; else evidence does. */
function fewAreSources({ generation, span }: Known): boolean | undefined {
  if (!isFromFew(generation)) return undefined
  const sentence = span && sentenceOf(generation.answer.sentences, span)
  return sentence !== undefined && sentence.support !== 'none'
}

/** How many layers scores are summed over, if these are the retrieval layers. */
const boundLayers = ({ layers, retrievalLayers }: Known): number | undefined =>
  layers.length === retrievalLayers.length ? layers.length : undefined

/** Sentences of the document. */
export function documentEntries(subject: Known, evidence: SpanTotals | readonly EvidenceItem[]): EvidenceEntry[] {
  return 'evidence' in evidence ? fromTotals(subject, evidence) : fromItems(subject, evidence)
}

function fromTotals(subject: Known, totals: SpanTotals): EvidenceEntry[] {
  const { generation, alignment } = subject
  const ranked = rankEvidence(totals)
  const best = ranked[0]?.score ?? 0
  const few = fewAreSources(subject)
  return ranked.flatMap(({ index, score, count }) => {
    const sentence = readSentence(generation, index, alignment)
    if (!sentence) return []
    const isSource = few ?? countsAsSource({ score }, best, boundLayers(subject))
    const through = sentence.turn === undefined ? undefined : `from your question ${sentence.turn}`
    return [
      {
        key: String(index),
        text: sentence.text,
        uncertain: sentence.uncertain,
        ...sentence.place,
        score,
        count,
        isSource,
        through,
      },
    ]
  })
}

function fromItems(subject: Known, items: readonly EvidenceItem[]): EvidenceEntry[] {
  const { entry, result, generation, alignment, retrievalLayers } = subject
  const hasPages = generation.kind !== 'prompt'
  const best = items[0]?.score ?? 0
  const few = fewAreSources(subject)
  return items.map(({ sentence, text, uncertain, page, score, count, steps }) => {
    const unit = alignment?.sentences[sentence]
    const reader = steps ? readersOf(result, sentence)[0] : undefined
    const through =
      reader === undefined ? undefined : `through the ${lowerFirst(generationName(entry.request.kind, result, reader))}`
    const isSource = few ?? countsAsSource({ score, steps }, best, retrievalLayers.length)
    return {
      key: String(sentence),
      text,
      uncertain,
      page: hasPages ? page : undefined,
      start: unit?.start,
      end: unit?.end,
      score,
      count,
      isSource,
      through,
    }
  })
}

/** Sentences of the summaries that a merge read. */
export function readEntries(subject: Known, totals: SpanTotals): EvidenceEntry[] {
  const { entry, result, generation } = subject
  const ranked = rankEvidence(totals)
  const best = ranked[0]?.score ?? 0
  return ranked.flatMap(({ index, score, count }) => {
    const read = generation.read?.[index]
    if (!read || !result.generations[read.generation]) return []
    const through = `in the ${lowerFirst(generationName(entry.request.kind, result, read.generation))}`
    const isSource = countsAsSource({ score }, best, boundLayers(subject))
    return [{ key: String(index), text: read.text, score, count, isSource, through }]
  })
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
