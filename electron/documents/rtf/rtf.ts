import type { ReadAs, SourceDocument } from '../../shared/document/types'
import { toDocument } from '../blocks'
import { countedWere, Flow } from '../flow/flow'
import { inSections } from '../in_sections'
import type { Guard } from '../packed/guard'
import { latin1 } from '../text/encodings'
import { RtfReader } from './reader'
import { tokensOf } from './tokens'

/** A text about Rich Text has words behind the same first characters. */
export const isRtf = (text: string): boolean => /^\s*\{\\rtf\d?\s*[\\{]|^\s*\{\\rtf.*\}[\s\0]*$/s.test(text)

/** Rich Text; its sections are places to cite. */
export function readRtf(data: Uint8Array, guard: Guard, options: ReadAs): SourceDocument {
  const flow = new Flow(guard)
  writeRtf(data, flow, options)
  return toDocument(flow.blocks, guard.file, 'rtf', inSections(flow.blocks), flow.notes())
}

export function writeRtf(data: Uint8Array, flow: Flow, { accepted, hidden }: ReadAs): void {
  const reader = new RtfReader(flow, { accepted: accepted ?? false, hidden: hidden ?? false })
  for (const token of tokensOf(latin1(data, 0, data.length))) reader.take(token)
  reader.finish()
  const { insertions, deletions, struck, hidden: unseen, pictures } = reader.met
  if (insertions + deletions > 0) {
    const how = accepted
      ? 'it was read as if all were accepted.'
      : 'it was read as it stands, with what was inserted, and what was deleted marked.'
    flow.noteOfAll('changes', `Changes in the text are tracked: ${how}`)
  }
  if (struck + (accepted ? 0 : deletions) > 0) {
    flow.noteOfAll('struck', 'Words are struck out or deleted; they stand between ~~ and ~~ in the text.')
  }
  flow.tellHidden(1, unseen, 'hidden passage', hidden ?? false)
  if (pictures > 0) flow.noteOfAll('unread', `${countedWere(pictures, 'picture')} not read.`)
}
