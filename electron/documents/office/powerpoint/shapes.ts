import { saneText } from '../../../shared/document/characters'
import type { Flow } from '../../flow/flow'
import { letter, roman } from '../../flow/list_numbers'
import { below, child, elements, isXml, type Xml, xmlText } from '../../packed/xml'
import { CLOSE, OPEN } from '../../struck'

export interface SlideMet {
  pictures: number
  /** Charts and diagrams. */
  drawn: number
  /** Shapes that are switched off. */
  hidden: number
}

/** Placeholders that repeat on every slide: what stands in them is no text of the slide. */
const REPEATED = new Set(['dt', 'ftr', 'sldNum', 'hdr'])
const TITLES = new Set(['title', 'ctrTitle'])

/** What stands on a slide: its title first, then its shapes in the order of the file, which is that of screen readers. */
export function readShapes(tree: Xml | undefined, flow: Flow, met: SlideMet, readsHidden: boolean): void {
  const shapes = shapesIn(tree, met, readsHidden)
  const isTitle = (shape: Xml) => TITLES.has(placeholder(shape) ?? '')
  for (const shape of [...shapes.filter(isTitle), ...shapes.filter((shape) => !isTitle(shape))]) {
    if (shape.name === 'pic') met.pictures++
    else if (shape.name === 'graphicFrame') readFrame(shape, flow, met)
    else readShape(shape, flow, isTitle(shape))
  }
}

function shapesIn(tree: Xml | undefined, met: SlideMet, readsHidden: boolean): Xml[] {
  return elements(tree).flatMap((shape) => {
    if (isHidden(shape)) {
      if ([...below(shape, 't')].some((one) => xmlText(one).trim() !== '')) met.hidden++
      if (!readsHidden) return []
    }
    if (shape.name === 'grpSp') return shapesIn(shape, met, readsHidden)
    if (shape.name === 'AlternateContent')
      return shapesIn(child(shape, 'Choice') ?? child(shape, 'Fallback'), met, readsHidden)
    return /^(?:sp|pic|graphicFrame|cxnSp)$/.test(shape.name) ? [shape] : []
  })
}

const isHidden = (shape: Xml): boolean =>
  elements(shape).some((one) => /^(?:1|true)$/.test(child(one, 'cNvPr')?.attributes.hidden ?? ''))

const placeholder = (shape: Xml): string | undefined => child(shape, 'nvSpPr', 'nvPr', 'ph')?.attributes.type

function readShape(shape: Xml, flow: Flow, isTitle: boolean): void {
  if (REPEATED.has(placeholder(shape) ?? '')) return
  const isBody = child(shape, 'nvSpPr', 'nvPr', 'ph') !== undefined
  const numbers: number[] = []
  for (const paragraph of elements(child(shape, 'txBody'), 'p')) {
    const text = textOf(paragraph)
    if (text.trim() === '') continue
    if (isTitle) flow.heading(text, 1)
    else if (placeholder(shape) === 'subTitle') flow.prose(text)
    else {
      const mark = markOf(child(paragraph, 'pPr'), numbers, isBody)
      if (mark === '') flow.prose(text)
      else flow.item(`${mark} ${text}`)
    }
  }
}

/** Points of a slide's body have bullets, unless they say otherwise; other shapes only where they say so. */
function markOf(properties: Xml | undefined, numbers: number[], isBody: boolean): string {
  const level = Number(properties?.attributes.lvl ?? 0)
  const type = child(properties, 'buAutoNum')?.attributes.type
  if (type === undefined) {
    numbers.length = Math.min(numbers.length, level)
    return child(properties, 'buNone') || !(isBody || child(properties, 'buChar')) ? '' : '•'
  }
  numbers.length = Math.min(numbers.length, level + 1)
  numbers[level] = (numbers[level] ?? Number(child(properties, 'buAutoNum')?.attributes.startAt ?? 1) - 1) + 1
  const number = numbers[level]
  const written = /^alpha/.test(type) ? letter(number) : /^roman/.test(type) ? roman(number) : String(number)
  const cased = /Uc/.test(type) ? written.toUpperCase() : written
  return /ParenBoth$/.test(type) ? `(${cased})` : /ParenR$/.test(type) ? `${cased})` : `${cased}.`
}

function textOf(paragraph: Xml): string {
  let text = ''
  for (const node of paragraph.children) {
    if (!isXml(node)) continue
    if (node.name === 'br') text += '\n'
    else if (node.name === 'r' || node.name === 'fld') {
      const words = saneText(xmlText(child(node, 't')).replace(/\s/g, ' '))
      const strike = child(node, 'rPr')?.attributes.strike
      text += strike !== undefined && strike !== 'noStrike' && words.trim() !== '' ? OPEN + words + CLOSE : words
    } else if (node.name === 'm' || node.name === 'AlternateContent') {
      text += [...below(child(node, 'Choice') ?? node, 't')].map(xmlText).join('')
    }
  }
  return text
}

function readFrame(frame: Xml, flow: Flow, met: SlideMet): void {
  const table = child(frame, 'graphic', 'graphicData', 'tbl')
  if (!table) {
    met.drawn++
    return
  }
  const hasHead = /^(?:1|true)$/.test(child(table, 'tblPr')?.attributes.firstRow ?? '')
  const above: string[] = []
  const rows = elements(table, 'tr').map((row, i) => ({
    cells: elements(row, 'tc').map((cell, column) => {
      // what stands in a cell of several rows is said in each of them
      if (isOn(cell.attributes.vMerge)) return above[column] ?? ''
      above[column] = wordsOf(cell)
      return above[column]
    }),
    ...(i === 0 && hasHead && { isHead: true }),
    spans: spansOf(row),
  }))
  flow.table(rows)
}

/** Cells over several columns: what they cover has cells of its own, without text. */
const spansOf = (row: Xml): Map<number, number> =>
  new Map(
    elements(row, 'tc').flatMap(({ attributes: { gridSpan } }, at): [number, number][] =>
      Number(gridSpan ?? 1) > 1 ? [[at, at + Number(gridSpan) - 1]] : [],
    ),
  )

const isOn = (value: string | undefined): boolean => /^(?:1|true)$/.test(value ?? '')

const wordsOf = (cell: Xml): string =>
  elements(child(cell, 'txBody'), 'p')
    .map((paragraph) => textOf(paragraph).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join(' ')
