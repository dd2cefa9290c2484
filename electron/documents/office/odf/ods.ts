import { collapseSpace, saneText } from '../../../shared/document/characters'
import type { SourceDocument } from '../../../shared/document/types'
import { type PageName, toDocument } from '../../blocks'
import { countedWere, Flow } from '../../flow/flow'
import { child, eachElement, elements, type Xml } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import { regionsOf } from '../../values/grid'
import type { OfficeOptions } from '../options'
import { CONTENT, checkContent, tellMacros } from './content'
import { OdsSheet } from './sheet'
import { OdfStyles } from './styles'

/** An OpenDocument spreadsheet: a page for each sheet that shows, its rows with the words of their headers, as they are shown. */
export async function readOds(packed: Packed, options: OfficeOptions): Promise<SourceDocument> {
  await checkContent(packed)
  const { styles } = await OdfStyles.shared(packed)
  const reader = new SheetsReader(new Flow(packed.guard), styles, options.hidden ?? false)
  await eachElement(
    packed,
    CONTENT,
    (name, path) =>
      name === 'automatic-styles' ||
      (/^table-(?:row|column)$/.test(name) && !path.includes('tracked-changes')) ||
      (name === 'shapes' && path.at(-1) === 'table'),
    (element) => reader.take(element),
    (name, attributes, path) => {
      if (name === 'table' && path.at(-1) === 'spreadsheet') reader.begin(attributes)
    },
  )
  reader.end()
  tellMacros(packed, reader.flow)
  const { flow, pages } = reader
  return toDocument(flow.blocks, packed.guard.file, 'ods', pages.length > 0 ? pages : 1, flow.notes())
}

/** Hears of sheets as they begin, then of their columns and rows. */
class SheetsReader {
  readonly pages: PageName[] = []
  /** Styles of sheets that are not shown. */
  private readonly hidden = new Set<string>()
  private sheet: OdsSheet | undefined

  constructor(
    readonly flow: Flow,
    private readonly styles: OdfStyles,
    private readonly readsHidden: boolean,
  ) {}

  begin(attributes: Record<string, string>): void {
    this.end()
    const name = collapseSpace(saneText(attributes['table:name'] ?? ''))
    const isHidden = this.hidden.has(attributes['table:style-name'] ?? '')
    if (isHidden && !this.readsHidden) {
      this.flow.noteOfAll('hidden', `The sheet "${name}" is hidden and was not read.`)
      return
    }
    if (this.pages.length > 0) this.flow.nextPage()
    this.pages.push({ part: 'sheet', label: isHidden ? `${name} (hidden)` : name })
    this.sheet = new OdsSheet(this.flow.guard, this.styles, this.readsHidden)
  }

  take(element: Xml): void {
    if (element.name === 'automatic-styles') this.learn(element)
    else if (element.name === 'table-column') this.sheet?.column(element)
    else if (element.name === 'table-row') this.sheet?.row(element)
    else this.sheet?.shapes(element)
  }

  /** The sheet is whole. */
  end(): void {
    const { sheet, flow } = this
    if (!sheet) return
    this.sheet = undefined
    for (const { above, rows } of regionsOf(sheet.finish())) {
      for (const line of above) flow.prose(line)
      flow.table(rows)
    }
    const page = this.pages.length
    const { hiddenRows, hiddenColumns, hiddenCells, struckCells, drawn, comments } = sheet
    flow.tellHidden(page, hiddenRows, 'hidden row', this.readsHidden)
    flow.tellHidden(page, hiddenColumns, 'hidden column', this.readsHidden)
    flow.tellHidden(page, hiddenCells, 'hidden cell', this.readsHidden)
    flow.tellStruck(page, struckCells)
    if (drawn > 0)
      flow.noteOn(page, 'unread', `${countedWere(drawn, 'picture or chart', 'pictures or charts')} not read.`)
    for (const comment of comments) flow.noteOn(page, 'comment', comment)
  }

  private learn(styles: Xml): void {
    this.styles.learn(styles)
    for (const style of elements(styles, 'style')) {
      if (child(style, 'table-properties')?.attributes.display === 'false') this.hidden.add(style.attributes.name ?? '')
    }
  }
}
