import type { SourceDocument } from '../../../shared/document/types'
import { type PageName, toDocument } from '../../blocks'
import { countedWere, Flow } from '../../flow/flow'
import { below, child, elements, xmlOf, xmlText } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import type { OfficeOptions } from '../options'
import { mainPart, relationsOf, targetOf } from '../relations'
import { readShapes, type SlideMet } from './shapes'
import { type SlidePaint, SlidePaints } from './slide_paint'

/** A presentation: each slide that is shown is a page, its speaker's notes behind what stands on it. */
export async function readPptx(packed: Packed, options: OfficeOptions): Promise<SourceDocument> {
  const part = await mainPart(packed)
  const relations = await relationsOf(packed, part)
  const presentation = await xmlOf(packed, part)
  const flow = new Flow(packed.guard)
  const paints = new SlidePaints(packed, child(presentation, 'sldSz'))
  const pages: PageName[] = []
  let hidden = 0
  for (const { attributes } of elements(child(presentation, 'sldIdLst'), 'sldId')) {
    const slide = relations.find(({ id, external }) => id === attributes['r:id'] && !external)?.target
    const root = slide === undefined ? undefined : await xmlOf(packed, slide)
    if (slide === undefined || !root) continue
    const isHidden = /^(?:0|false)$/.test(root.attributes.show ?? '')
    if (isHidden) hidden++
    if (isHidden && !options.hidden) continue
    if (pages.length > 0) flow.nextPage()
    pages.push({ part: 'slide' })
    const paint = await paints.of(slide, root)
    await readSlide(packed, slide, root, { flow, pages, paint, readsHidden: options.hidden ?? false })
  }
  if (hidden > 0) {
    const what = hidden === 1 ? 'One slide is hidden and was' : `${hidden} slides are hidden and were`
    flow.noteOfAll('hidden', `${what} ${options.hidden ? 'read too' : 'not read'}.`)
  }
  if (targetOf(relations, 'vbaProject') !== undefined) {
    flow.noteOfAll('unread', 'It holds macros, which were neither run nor read.')
  }
  return toDocument(flow.blocks, packed.guard.file, 'pptx', pages.length > 0 ? pages : 1, flow.notes())
}

async function readSlide(
  packed: Packed,
  part: string,
  root: Parameters<typeof child>[0] & {},
  { flow, pages, paint, readsHidden }: { flow: Flow; pages: PageName[]; paint: SlidePaint; readsHidden: boolean },
): Promise<void> {
  const before = flow.blocks.length
  const met: SlideMet = { pictures: 0, drawn: 0, hidden: 0, unseen: 0, struck: 0 }
  const relations = await relationsOf(packed, part)
  readShapes(child(root, 'cSld', 'spTree'), { flow, met, paint, readsHidden })
  const isEmpty = flow.blocks.length === before
  const notes = targetOf(relations, 'notesSlide')
  const said = notes === undefined ? undefined : await xmlOf(packed, notes)
  for (const text of speakerNotes(said)) flow.prose(`Speaker's notes: ${text}`)
  if (isEmpty && met.pictures > 0) pages[pages.length - 1] = { part: 'slide', imageOnly: flow.blocks.length === before }
  const page = pages.length
  if (met.pictures > 0) {
    flow.noteOn(
      page,
      'unread',
      met.pictures === 1 ? 'One picture was not read.' : `${met.pictures} pictures were not read.`,
    )
  }
  if (met.hidden > 0 && readsHidden) flow.noteOn(page, 'hidden', `${countedWere(met.hidden, 'hidden shape')} read too.`)
  else flow.tellHidden(page, met.hidden, 'hidden shape', false)
  flow.tellHidden(page, met.unseen, 'hidden passage', readsHidden)
  flow.tellStruck(page, met.struck)
  if (met.drawn > 0) {
    const what = met.drawn === 1 ? 'One chart or diagram was' : `${met.drawn} charts or diagrams were`
    flow.noteOn(page, 'unread', `${what} not read.`)
  }
  const comments = targetOf(relations, 'comments')
  for (const comment of comments === undefined ? [] : elements(await xmlOf(packed, comments), 'cm')) {
    const words = [...below(comment, 'text'), ...below(comment, 't')].map(xmlText).join('').replace(/\s+/g, ' ').trim()
    if (words !== '') flow.noteOn(page, 'comment', `A comment says: "${words}"`)
  }
}

/** The paragraphs of the body: date, number and picture of the slide are placeholders of their own. */
function speakerNotes(root: Awaited<ReturnType<typeof xmlOf>>): string[] {
  const bodies = elements(child(root, 'cSld', 'spTree'), 'sp').filter(
    (shape) => child(shape, 'nvSpPr', 'nvPr', 'ph')?.attributes.type === 'body',
  )
  return bodies
    .flatMap((body) => elements(child(body, 'txBody'), 'p'))
    .map((paragraph) => [...below(paragraph, 't')].map(xmlText).join(''))
    .filter((text) => text.trim() !== '')
}
