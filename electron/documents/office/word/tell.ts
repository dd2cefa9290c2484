import { saneText } from '../../../shared/document/characters'
import { countedWere, type Flow } from '../../flow/flow'
import type { OfficeOptions } from '../options'
import type { Met } from './inline'
import type { Parts } from './parts'

/** Says what of a Word file isn't in its text, or is there otherwise than it looks. */
export function tell(flow: Flow, parts: Parts, met: Met, { accepted = false, hidden = false }: OfficeOptions): void {
  tellChanges(flow, met, accepted)
  const struck = met.struck + (accepted ? 0 : met.deletions)
  if (struck > 0) {
    const what =
      struck === 1
        ? 'One passage is struck out or deleted; it stands'
        : `${struck} passages are struck out or deleted; they stand`
    flow.noteOfAll('struck', `${what} between ~~ and ~~ in the text.`)
  }
  flow.tellHidden(1, met.hidden, 'hidden passage', hidden)
  for (const head of parts.heads) flow.noteOfAll('apart', `The head of its pages says: "${head}"`)
  for (const foot of parts.feet) flow.noteOfAll('apart', `The foot of its pages says: "${foot}"`)
  for (const [font, count] of met.unknown) {
    const which = font === '' ? 'of an unknown font' : `of the font "${saneText(font)}"`
    flow.noteOfAll('signs', `${countedWere(count, 'sign')} not read: nothing says what those ${which} mean.`)
  }
  tellPictures(flow, met)
  if (met.drawn > 0) {
    flow.noteOfAll('unread', `${countedWere(met.drawn, 'chart or diagram', 'charts or diagrams')} not read.`)
  }
  if (met.parts > 0) {
    const what = countedWere(met.parts, 'document of another kind', 'documents of other kinds')
    flow.noteOfAll('unread', `${what} put into it and not read: save it anew in Word to have all of it read.`)
  }
  if (parts.macros) flow.noteOfAll('unread', 'It holds macros, which were neither run nor read.')
}

function tellChanges(flow: Flow, { insertions, deletions }: Met, accepted: boolean): void {
  const [some, more] = [changes(insertions, 'insertion'), changes(deletions, 'deletion')]
  const both = [some, more].filter((words) => words !== '').join(' and ')
  if (both === '') return
  const how = accepted
    ? 'it was read as if all were accepted.'
    : 'it was read as it stands, with what was inserted, and what was deleted marked.'
  flow.noteOfAll(
    'changes',
    `${both.replace(/^one/, 'One')} in the text ${insertions + deletions === 1 ? 'is' : 'are'} tracked: ${how}`,
  )
}

const changes = (count: number, what: string): string =>
  count === 0 ? '' : `${count === 1 ? 'one' : count} ${what}${count === 1 ? '' : 's'}`

export function tellPictures(flow: Flow, { pictures, remote }: Pick<Met, 'pictures' | 'remote'>): void {
  if (pictures > 0) flow.noteOfAll('unread', `${countedWere(pictures, 'picture')} not read.`)
  if (remote > 0) flow.noteOfAll('unread', `${countedWere(remote, 'picture')} not fetched from elsewhere.`)
}
