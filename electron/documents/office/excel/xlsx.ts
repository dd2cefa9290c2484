import type { SourceDocument } from '../../../shared/document/types'
import { type PageName, toDocument } from '../../blocks'
import { Flow } from '../../flow/flow'
import { below, child, eachElement, elements, xmlOf, xmlText } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import { regionsOf } from '../../values/grid'
import type { OfficeOptions } from '../options'
import { mainPart, type Relation, relationsOf, targetOf } from '../relations'
import { CellLooks } from './cell_looks'
import { NumberFormats } from './formats'
import { type SharedString, stringOf } from './rich_strings'
import { readSheet, type SheetRows } from './sheet'

/** A workbook: a page for each sheet that shows, its rows with the words of their headers, numbers as they are shown. */
export async function readXlsx(packed: Packed, options: OfficeOptions): Promise<SourceDocument> {
  const part = await mainPart(packed)
  const relations = await relationsOf(packed, part)
  const workbook = await xmlOf(packed, part)
  const stylesPart = targetOf(relations, 'styles')
  const styles = stylesPart === undefined ? undefined : await xmlOf(packed, stylesPart)
  const from1904 = /^(?:1|true)$/.test(child(workbook, 'workbookPr')?.attributes.date1904 ?? '')
  const how = {
    strings: await stringsOf(packed, targetOf(relations, 'sharedStrings')),
    formats: new NumberFormats(styles, from1904),
    looks: new CellLooks(styles),
    hidden: options.hidden ?? false,
  }
  const flow = new Flow(packed.guard)
  const pages: PageName[] = []
  for (const { name, isHidden, relation } of sheetsOf(workbook, relations)) {
    if (isHidden && !how.hidden) {
      flow.noteOfAll('hidden', `The sheet "${name}" is hidden and was not read.`)
      continue
    }
    if (relation?.type !== 'worksheet') {
      flow.noteOfAll('unread', `The sheet "${name}" holds only a chart, which was not read.`)
      continue
    }
    if (pages.length > 0) flow.nextPage()
    pages.push({ part: 'sheet', label: isHidden ? `${name} (hidden)` : name })
    const read = await readSheet(packed, relation.target, how)
    for (const { above, rows } of regionsOf(read.rows)) {
      for (const line of above) flow.prose(line)
      flow.table(rows)
    }
    tellSheet(flow, pages.length, read, how.hidden)
    for (const comment of await commentsOf(packed, relation.target)) flow.noteOn(pages.length, 'comment', comment)
  }
  if (targetOf(relations, 'vbaProject') !== undefined) {
    flow.noteOfAll('unread', 'It holds macros, which were neither run nor read.')
  }
  return toDocument(flow.blocks, packed.guard.file, 'xlsx', pages.length > 0 ? pages : 1, flow.notes())
}

function sheetsOf(workbook: Parameters<typeof child>[0], relations: readonly Relation[]) {
  return elements(child(workbook, 'sheets'), 'sheet').map(({ attributes }) => ({
    name: attributes.name ?? '',
    isHidden: /hidden/i.test(attributes.state ?? ''),
    relation: relations.find(({ id, external }) => id === attributes['r:id'] && !external),
  }))
}

async function stringsOf(packed: Packed, part: string | undefined): Promise<SharedString[]> {
  const strings: SharedString[] = []
  if (part === undefined) return strings
  await eachElement(
    packed,
    part,
    (name, path) => name === 'si' && path.length === 1,
    (element) => strings.push(stringOf(element)),
  )
  return strings
}

function tellSheet(
  flow: Flow,
  page: number,
  { hiddenRows, hiddenColumns, hiddenCells, struckCells, unworked }: SheetRows,
  isRead: boolean,
): void {
  flow.tellHidden(page, hiddenRows, 'hidden row', isRead)
  flow.tellHidden(page, hiddenColumns, 'hidden column', isRead)
  flow.tellHidden(page, hiddenCells, 'hidden cell', isRead)
  flow.tellStruck(page, struckCells)
  if (unworked > 0) {
    const what = unworked === 1 ? 'One formula has' : `${unworked.toLocaleString('en')} formulas have`
    flow.noteOn(
      page,
      'unread',
      `${what} no value in the file: save it in a spreadsheet program to have them worked out.`,
    )
  }
}

/** Newer programs put words of their own before the comment, for older ones. */
const THREADED = /^\[Threaded comment\].*?Comment:\s*/s

async function commentsOf(packed: Packed, sheet: string): Promise<string[]> {
  const part = targetOf(await relationsOf(packed, sheet), 'comments')
  const root = part === undefined ? undefined : await xmlOf(packed, part)
  return elements(child(root, 'commentList'), 'comment').flatMap((comment) => {
    const words = [...below(comment, 't')].map(xmlText).join('').replace(THREADED, '').replace(/\s+/g, ' ').trim()
    return words === '' ? [] : [`A comment on ${comment.attributes.ref} says: "${words}"`]
  })
}
