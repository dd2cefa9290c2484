import { cutIntoParts, type TokenRange } from '../documents/sections'
import type { OpenModel } from '../engine/model'
import { withCancel } from '../engine/native'
import { type Alignment, align } from '../shared/document/alignment'
import { memberText } from '../shared/document/members'
import type { Member, SourceDocument, Tokens } from '../shared/document/types'
import { planContext } from './context_plan'
import type { KvStore } from './kv_store'
import { type Readable, readablePart } from './part_reader'

/** How a document is read: its parts, each small enough for the context. */
export interface ReadingPlan {
  document: Alignment
  parts: TokenRange[]
  /** Of the parts. */
  texts: Readable[]
  /** Positions of the context. */
  length: number
  /** The longest part's, at most. */
  partTokens: number
}

interface HowRead {
  contextLength?: number
  storeOf?: (member: Member) => KvStore | undefined
}

/**
 * Each document of a collection is cut into tokens and parts as it would be alone, so that its parts are the same texts:
 * what was kept of one is what the other needs.
 */
export async function readingPlan(model: OpenModel, source: SourceDocument, how: HowRead): Promise<ReadingPlan> {
  const { tokens, ranges } = await tokenized(model, source)
  const document = align(source, tokens)
  const parts: TokenRange[] = []
  const texts: Readable[] = []
  let [length, partTokens] = [0, 0]
  for (const [i, range] of ranges.entries()) {
    const plan = planContext(model, range.to - range.from, how.contextLength)
    length = Math.max(length, plan.length)
    partTokens = Math.max(partTokens, plan.partTokens)
    const member = source.members?.[i]
    const store = member && how.storeOf?.(member)
    for (const part of cutIntoParts(document, plan.partTokens, range)) {
      parts.push(part)
      texts.push({ ...readablePart(document, part), ...(store && { store }) })
    }
  }
  return { document, parts, texts, length, partTokens }
}

/** The document's tokens, and which of them are each member's. */
async function tokenized(
  model: OpenModel,
  source: SourceDocument,
): Promise<{ tokens: Tokens; ranges: readonly TokenRange[] }> {
  const tokensOf = (text: string) => withCancel(undefined, () => model.native.tokenize(text, false))
  if (!source.members) {
    const tokens = await tokensOf(source.text)
    return { tokens, ranges: [{ from: 0, to: tokens.ids.length }] }
  }
  const cut: { member: Member; tokens: Tokens }[] = []
  for (const member of source.members) cut.push({ member, tokens: await tokensOf(memberText(source, member)) })
  return joined(source.text, cut)
}

/** Tokens of several stretches of a text as the whole text's; what stands between two belongs to the last before it. */
export function joined(text: string, cut: readonly { member: Pick<Member, 'start'>; tokens: Tokens }[]) {
  const count = cut.reduce((sum, { tokens }) => sum + tokens.ids.length, 0)
  const tokens: Tokens = { ids: new Int32Array(count), offsets: new Uint32Array(count + 1) }
  const ranges: TokenRange[] = []
  let [at, bytes, characters] = [0, 0, 0]
  for (const { member, tokens: own } of cut) {
    bytes += Buffer.byteLength(text.slice(characters, member.start))
    characters = member.start
    tokens.ids.set(own.ids, at)
    for (let i = 0; i < own.ids.length; i++) tokens.offsets[at + i] = bytes + own.offsets[i]!
    ranges.push({ from: at, to: at + own.ids.length })
    at += own.ids.length
  }
  tokens.offsets[count] = Buffer.byteLength(text)
  return { tokens, ranges }
}
