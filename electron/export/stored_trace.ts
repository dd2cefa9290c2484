import type { Alignment } from '../shared/document/alignment'
import type { Generation } from '../shared/ipc/answer_data'
import type { PartToken, TracedPart } from '../summarize/types'
import type { OpenedAnswer } from './open_answer'

/** The traces of an answer that were kept, with the tokens of their contexts. */
export async function storedParts(opened: OpenedAnswer): Promise<TracedPart[]> {
  const parts: TracedPart[] = []
  for (const [i, generation] of (opened.answer.result?.generations ?? []).entries()) {
    const placed = await opened.trace(i)
    if (!placed) continue
    const { trace } = placed
    parts.push({
      title: generation.title,
      trace,
      ...(generation.kind === 'look' && { isLook: true }),
      ...(generation.answer.thinking && { thinking: generation.answer.thinking.tokens }),
      get tokens() {
        return contextTokens(generation, trace.info.sentences, opened.alignment)
      },
    })
  }
  return parts
}

/** What is not known of a token, as older answers kept the document's only. */
const UNKNOWN: PartToken = { id: -1, text: '', page: null, sentence: null }

/** All tokens of a context: prompt, then answer. `sentences`: the trace's, as positions in pairs. */
export function contextTokens(
  generation: Generation,
  sentences: Int32Array,
  alignment: Alignment | undefined,
): PartToken[] {
  const { part, pieces, textStart, textEnd, promptLength, answer, otherTokens } = generation
  const read = part && alignment ? documentTokens(alignment, part.from, part.to) : undefined
  const others = otherTokens?.map(([id, text]): PartToken => ({ ...UNKNOWN, id, text }))
  const length = promptLength + answer.tokens
  const tokens = Array.from({ length }, (_, at): PartToken => {
    if (!part) return others?.[at] ?? { ...UNKNOWN }
    if (at >= textStart && at < textEnd) return read?.[at - textStart] ?? { ...UNKNOWN }
    return others?.[at < textStart ? at : at - (textEnd - textStart)] ?? { ...UNKNOWN }
  })
  if ((part || pieces) && alignment) placeSentences(tokens, generation, sentences, alignment)
  return tokens
}

function placeSentences(
  tokens: PartToken[],
  { units, turns = [] }: Generation,
  sentences: Int32Array,
  alignment: Alignment,
): void {
  for (const [i, sentence] of units.entries()) {
    const page = alignment.sentences[sentence]?.page ?? null
    const own = turns.length + i
    const end = Math.min(tokens.length, sentences[2 * own + 1] ?? 0)
    for (let at = sentences[2 * own] ?? end; at < end; at++) Object.assign(tokens[at]!, { page, sentence })
  }
}

/** A character cut by tokens shows up with its last one, as in the engine. */
function documentTokens({ document, tokens }: Alignment, from: number, to: number): PartToken[] {
  const bytes = Buffer.from(document.text)
  const decoder = new TextDecoder()
  return Array.from({ length: to - from }, (_, i): PartToken => {
    const piece = bytes.subarray(tokens.offsets[from + i], tokens.offsets[from + i + 1])
    return { ...UNKNOWN, id: tokens.ids[from + i] ?? -1, text: decoder.decode(piece, { stream: true }) }
  })
}
