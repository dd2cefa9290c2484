import type { PDFDocumentProxy } from 'pdfjs-dist'
import { collapseSpace, isRightToLeft, saneText } from '../../shared/document/characters'
import type { PageFrame, Span } from './seen/spans'

/** What pdf.js tells of a form's field, as far as it is needed. */
export interface Field {
  /** As drawings name it. */
  id?: string
  subtype?: string
  /** Text, choice or button. */
  fieldType?: 'Tx' | 'Ch' | 'Btn' | string | null
  fieldValue?: string | string[] | null
  /** [left, bottom, right, top] in PDF user space. */
  rect?: number[]
  annotationFlags?: number
  multiLine?: boolean
  password?: boolean
  /** Of choices: one line, in which what is chosen stands. */
  combo?: boolean
  /** What is drawn in it, where that isn't what it holds. */
  look?: string
  options?: { exportValue: string; displayValue: string }[]
  checkBox?: boolean
  radioButton?: boolean
  /** What `fieldValue` is while this box, or this of several buttons, is ticked. */
  exportValue?: string
  buttonValue?: string | null
  /** What a typed note says, and whether the file says how it looks: if so, it is drawn with the page. */
  contentsObj?: { str?: string }
  /** The same with its type; some programs write only this. */
  richText?: { str?: string } | null
  hasAppearance?: boolean
  /** Of the type; 0: as large as there is room. */
  defaultAppearanceData?: { fontSize?: number }
}

/** pdf.js's numbers of fields and typed notes among annotations. */
const WIDGET = 20
const TYPED_NOTE = 3

/**
 * The fields of a page that was read, and notes that are typed onto it: pdf.js has them at hand. Asking the page for all
 * of its annotations has pdf.js read its text anew. Pages may have fields that no form of the file knows.
 */
export async function fieldsOf(pdf: PDFDocumentProxy, pageNumber: number): Promise<Field[]> {
  const others = new Set(Array.from({ length: pdf.numPages }, (_, i) => i))
  others.delete(pageNumber - 1)
  const asked = pdf.getAnnotationsByType(new Set([WIDGET, TYPED_NOTE]), others) as Promise<Field[] | null>
  return (await asked.catch(() => null)) ?? []
}

const HIDDEN = 2
const NO_VIEW = 32

/** By its flags, an annotation isn't shown on a screen. */
export const isKeptOffScreen = ({ annotationFlags = 0 }: { annotationFlags?: number }): boolean =>
  (annotationFlags & (HIDDEN | NO_VIEW)) !== 0

/** A box that is ticked. */
const TICK = '[x]'

/**
 * Adds what is filled in on a page's form: it is no part of what the page itself draws. Each value follows its label and
 * each tick comes before its own, on their base line, so that they are read together.
 */
export function withFields(spans: Span[], fields: readonly Field[], frame: PageFrame): Span[] {
  const all = [...spans]
  for (const field of fields) {
    const text = filledIn(field)
    if (!text || !field.rect || !isOnPage(field.rect, frame)) continue
    const { span, area } = spanOf(text, field, frame)
    if (spans.some((drawn) => drawn.text === text && liesIn(drawn, area))) continue
    const { label, isBehind } = labelOf(area, field, spans)
    if (label && isBeside(label, area)) moveTo(span, label.base)
    span.order = (label?.order ?? spans.length) + (isBehind ? -0.5 : 0.5)
    all.splice(label ? all.indexOf(label) + (isBehind ? 0 : 1) : all.length, 0, span)
  }
  return all
}

/** Fields of no size, and beyond the page's edge, can't be seen. */
function isOnPage(rect: readonly number[], { view }: PageFrame): boolean {
  const [left, bottom, right, top] = rect as [number, number, number, number]
  const [x, y] = [(left + right) / 2, (bottom + top) / 2]
  const isInside = x > view[0]! && x < view[2]! && y > view[1]! && y < view[3]!
  return isInside && right - left >= 1 && top - bottom >= 1
}

function filledIn(field: Field): string {
  const { subtype, fieldType, password } = field
  if (subtype === 'FreeText')
    return field.hasAppearance || isKeptOffScreen(field) ? '' : wordsOf(field.contentsObj?.str || field.richText?.str)
  if (subtype !== 'Widget' || isKeptOffScreen(field) || password) return ''
  if (fieldType === 'Btn') return isTicked(field) ? TICK : ''
  if (fieldType !== 'Tx' && fieldType !== 'Ch') return ''
  if (field.look !== undefined) return wordsOf(field.look)
  return wordsOf(valuesOf(field).join(', '))
}

/** What a field holds, as choices are shown. */
export const valuesOf = ({ fieldValue, options }: Field): string[] =>
  (Array.isArray(fieldValue) ? fieldValue : [fieldValue ?? '']).map(
    (value) => options?.find(({ exportValue }) => exportValue === value)?.displayValue ?? value,
  )

const wordsOf = (text = ''): string => collapseSpace(saneText(text))

function isTicked({ checkBox, radioButton, fieldValue, exportValue, buttonValue }: Field): boolean {
  if (!fieldValue || fieldValue === 'Off') return false
  return checkBox ? fieldValue === exportValue : radioButton === true && fieldValue === buttonValue
}

/** About the width of a letter, in type sizes. */
const LETTER = 0.5
const PADDING = 2

/** Where a field stands, as Span has it. */
type Area = Pick<Span, 'left' | 'right' | 'top' | 'bottom'>

/** As a viewer shows it: in the middle of its field, or from the top of one with several lines. */
function spanOf(text: string, field: Field, { view, userUnit }: PageFrame): { span: Span; area: Area } {
  const [left, bottom, right, top] = field.rect as [number, number, number, number]
  const height = top - bottom
  const size = field.defaultAppearanceData?.fontSize || Math.max(4, Math.min(12, 0.7 * height))
  const wanted = text === TICK ? right - left : text.length * LETTER * size
  const end = field.multiLine ? right : Math.min(right, left + PADDING + wanted)
  const [x, , , y] = view as [number, number, number, number]
  const box = {
    x: (left - x) * userUnit,
    y: (y - top) * userUnit,
    width: (end - left) * userUnit,
    height: height * userUnit,
  }
  const span: Span = {
    text,
    box,
    direction: 0,
    left: left + PADDING,
    right: Math.max(left + PADDING + 1, end),
    base: 0,
    top: 0,
    bottom: 0,
    size,
    font: 'form',
    order: 0,
    spaced: true,
    rtl: [...text].some(isRightToLeft),
    leader: false,
  }
  moveTo(span, -(field.multiLine ? top - PADDING - ASCENT * size : bottom + (height - 0.6 * size) / 2))
  return { span, area: { left, right, top: -top, bottom: -bottom } }
}

const ASCENT = 0.8
const DESCENT = 0.2

function moveTo(span: Span, base: number): void {
  span.base = base
  span.top = base - ASCENT * span.size
  span.bottom = base + DESCENT * span.size
}

/** Words at its left in the same line; behind it, if it is a box to tick; or else right above it. */
function labelOf(area: Area, { fieldType }: Field, spans: readonly Span[]): { label?: Span; isBehind?: boolean } {
  const level = spans.filter((span) => span.direction === 0)
  const beside = level.filter((span) => isBeside(span, area))
  const behind = nearest(beside, (span) => span.left - area.right)
  const before = nearest(beside, (span) => area.left - span.right)
  if (fieldType === 'Btn' && behind) return { label: behind, isBehind: true }
  if (before) return { label: before }
  const above = level.filter((span) => span.left < area.right && span.right > area.left)
  return { label: nearest(above, (span) => area.top - span.bottom) }
}

/** Some fields that nobody can change any more are drawn with the page. */
const liesIn = ({ left, right, base }: Span, area: Area): boolean =>
  (left + right) / 2 > area.left && (left + right) / 2 < area.right && base > area.top && base < area.bottom

const isBeside = ({ base, size }: Span, { top, bottom }: Area): boolean => base > top && base < bottom + 0.3 * size

/** A little overlap is none. */
const OVERLAP = -3

function nearest(spans: readonly Span[], distance: (span: Span) => number): Span | undefined {
  let best: Span | undefined
  for (const span of spans) {
    if (distance(span) > OVERLAP && (!best || distance(span) < distance(best))) best = span
  }
  return best
}
