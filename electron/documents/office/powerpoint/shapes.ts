import { saneText } from '../../../shared/document/characters'
import type { Flow } from '../../flow/flow'
import { letter, roman } from '../../flow/list_numbers'
import type { RGBColor } from '../../markup/colour'
import { below, child, elements, isXml, type Xml, xmlText } from '../../packed/xml'
import { asSet, drawnIn, type Shift } from '../../set_signs'
import { CLOSE, OPEN } from '../../struck'
import { formulaText } from '../formula'
import type { SlidePaint } from './slide_paint'

export interface SlideMet {
  pictures: number
  /** Charts and diagrams. */
  drawn: number
  /** Shapes that are switched off, or stand beside the slide. */
  hidden: number
  /** Passages that can't be seen, and such as are struck out. */
  unseen: number
  struck: number
}

/** Placeholders that repeat on every slide: what stands in them is no text of the slide. */
const REPEATED = new Set(['dt', 'ftr', 'sldNum', 'hdr'])
const TITLES = new Set(['title', 'ctrTitle'])

export interface Slide {
  flow: Flow
  met: SlideMet
  paint: SlidePaint
  readsHidden: boolean
}

/** What stands on a slide: its title first, then its shapes in the order of the file, which is that of screen readers. */
export function readShapes(tree: Xml | undefined, slide: Slide): void {
  const { met } = slide
  const shapes = shapesIn(tree, slide, true)
  const isTitle = (shape: Xml) => TITLES.has(placeholder(shape) ?? '')
  for (const shape of [...shapes.filter(isTitle), ...shapes.filter((shape) => !isTitle(shape))]) {
    if (shape.name === 'pic') met.pictures++
    else if (shape.name === 'graphicFrame') readFrame(shape, slide)
    else readShape(shape, slide, isTitle(shape))
  }
}

/** `areOutermost`: their places are those on the slide. */
function shapesIn(tree: Xml | undefined, slide: Slide, areOutermost: boolean): Xml[] {
  const { met, paint, readsHidden } = slide
  return elements(tree).flatMap((shape) => {
    if (isHidden(shape) || (areOutermost && paint.isOutside(shape))) {
      if ([...below(shape, 't')].some((one) => xmlText(one).trim() !== '')) met.hidden++
      if (!readsHidden) return []
    }
    if (shape.name === 'grpSp') return shapesIn(shape, slide, false)
    if (shape.name === 'AlternateContent')
      return shapesIn(child(shape, 'Choice') ?? child(shape, 'Fallback'), slide, areOutermost)
    return /^(?:sp|pic|graphicFrame|cxnSp)$/.test(shape.name) ? [shape] : []
  })
}

const isHidden = (shape: Xml): boolean =>
  elements(shape).some((one) => /^(?:1|true)$/.test(child(one, 'cNvPr')?.attributes.hidden ?? ''))

const placeholder = (shape: Xml): string | undefined => child(shape, 'nvSpPr', 'nvPr', 'ph')?.attributes.type

function readShape(shape: Xml, slide: Slide, isTitle: boolean): void {
  const { flow, paint } = slide
  const paper = paint.paperOf(shape)
  if (REPEATED.has(placeholder(shape) ?? '')) return
  const isBody = child(shape, 'nvSpPr', 'nvPr', 'ph') !== undefined
  const numbers: number[] = []
  for (const paragraph of elements(child(shape, 'txBody'), 'p')) {
    const text = textOf(paragraph, slide, paper)
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

/** `paper`: what it lies on, where that is known. */
function textOf(paragraph: Xml, { met, paint, readsHidden }: Slide, paper: RGBColor | undefined): string {
  let text = ''
  let wasUnseen = false
  for (const node of paragraph.children) {
    if (!isXml(node)) continue
    if (node.name === 'br') text += '\n'
    else if (node.name === 'r' || node.name === 'fld') {
      const look = child(node, 'rPr')
      const words = saneText(shownBy(look, xmlText(child(node, 't')), text).replace(/\s/g, ' '))
      const isBlank = words.trim() === ''
      const isUnseen = !isBlank && paint.isUnseen(look, paper)
      if (isUnseen && !wasUnseen) met.unseen++
      if (!isBlank) wasUnseen = isUnseen
      const isStruck = (look?.attributes.strike ?? 'noStrike') !== 'noStrike' && !isBlank && !isUnseen
      if (isStruck) met.struck++
      if (isStruck) text += OPEN + words + CLOSE
      else if (!isUnseen) text += words
      else if (readsHidden) text += `[hidden: ${words.trim()}] `
    } else if (node.name === 'm' || node.name === 'AlternateContent') {
      text += formulaText(child(node, 'Choice') ?? node)
    }
  }
  return text
}

const SHIFTS: Record<string, Shift> = { '1': 'up', '-1': 'down' }

/** A font of signs is that of letters, or of private codes alone. */
function shownBy(look: Xml | undefined, text: string, before: string): string {
  const signs = drawnIn(child(look, 'latin')?.attributes.typeface, text)
  const font = child(look, 'sym')?.attributes.typeface
  const drawn = signs.replace(/\p{Co}+/gu, (codes) => drawnIn(font, codes))
  const shift = SHIFTS[Math.sign(Number.parseFloat(look?.attributes.baseline ?? '0'))]
  return asSet(drawn, { shift }, before)
}

function readFrame(frame: Xml, slide: Slide): void {
  const { flow, met } = slide
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
      above[column] = wordsOf(cell, slide)
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

/** What lies below it, only its table's style says. */
const wordsOf = (cell: Xml, slide: Slide): string =>
  elements(child(cell, 'txBody'), 'p')
    .map((paragraph) => textOf(paragraph, slide, undefined).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join(' ')
