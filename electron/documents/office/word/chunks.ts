import { DocumentError } from '../../../shared/document/types'
import { Flow } from '../../flow/flow'
import { type Packed, Zip } from '../../packed/zip'
import type { OfficeOptions } from '../options'
import type { Relation } from '../relations'

/** By the id that the text names them with. */
export type Chunks = ReadonlyMap<string, Flow>

/** Writes a document that is no archive into a flow. */
export type WriteInner = (data: Uint8Array, name: string, flow: Flow, options: OfficeOptions) => Promise<void>

interface Readers {
  /** Of Word files inside; undefined: they are not read. */
  word: ((inner: Packed) => Promise<Flow>) | undefined
  other(data: Uint8Array, name: string, flow: Flow): Promise<void>
}

/**
 * Documents of other kinds that a Word file holds whole and shows as its own text (`altChunk`): web pages, as programs
 * write that make Word files of these, mails of such pages, Rich Text, texts, other Word files.
 */
export async function chunksOf(packed: Packed, relations: readonly Relation[], readers: Readers): Promise<Chunks> {
  const chunks = new Map<string, Flow>()
  for (const { id, type, target, external } of relations) {
    if (type !== 'aFChunk' || external || !packed.has(target)) continue
    const flow = await flowOf(await packed.all(target), target, packed, readers).catch(unlessDamaged)
    if (flow) chunks.set(id, flow)
  }
  return chunks
}

/** What is damaged in it is told of, and takes nothing else along; what is too much of anything ends the reading. */
function unlessDamaged(error: unknown): undefined {
  if (!(error instanceof DocumentError && error.code === 'damaged')) throw error
}

async function flowOf(data: Buffer, name: string, { guard }: Packed, readers: Readers): Promise<Flow | undefined> {
  if (data.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return readers.word?.(await Zip.open(data, guard))
  const flow = new Flow(guard)
  await readers.other(data, name, flow)
  return flow
}
