import { colourOf, type RGBColor } from '../../markup/colour'
import { below, child, elements, type Xml, xmlOf } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import type { Shift } from '../../set_signs'

/** What a paragraph or a run of a Word file looks like, as far as it matters to its reading. */
export interface Look {
  /** 1 is the highest; of a heading. */
  heading?: number
  hidden?: boolean
  /** Its colour, as "FFFFFF", or "auto". */
  ink?: string
  /** What is painted under it (paintOf). */
  paint?: string
  /** Of a table's style: it paints some of its cells. */
  paints?: boolean
  struck?: boolean
  bold?: boolean
  shift?: Shift
  /** Of letters; a theme's are undefined. */
  font?: string
  /** The list that it is an item of, and how deep in it. */
  list?: { number: string; level: number }
}

const SHIFTS: Record<string, Shift> = { superscript: 'up', subscript: 'down', baseline: 'none' }

/** A switch: on unless its value says otherwise; undefined where it doesn't stand. */
export function isOn(properties: Xml | undefined, name: string): boolean | undefined {
  const found = child(properties, name)
  return found && !/^(?:0|false|off|none)$/i.test(found.attributes.val ?? '')
}

/** As in PDFs: what is smaller than 0.8 points shows nothing; sizes are in half points. */
function isTiny(run: Xml | undefined): boolean | undefined {
  const size = child(run, 'sz')?.attributes.val
  return size === undefined ? undefined : Number(size) <= 1
}

/** What paints under a run, a paragraph or a cell: a colour, "none", or something that only Word knows. */
export function paintOf(properties: Xml | undefined): string | undefined {
  const highlight = child(properties, 'highlight')?.attributes.val ?? NOTHING
  if (highlight !== NOTHING) return highlight.toLowerCase()
  const { fill = 'auto', val = 'clear', themeFill } = child(properties, 'shd')?.attributes ?? { fill: '', val: '' }
  if (themeFill !== undefined || (val !== '' && !/^(?:clear|nil)$/i.test(val))) return UNKNOWN
  if (fill === '') return child(properties, 'highlight') && NOTHING
  return /^auto$/i.test(fill) ? NOTHING : `#${fill}`
}

const NOTHING = 'none'
const UNKNOWN = 'unknown'

export const isPainted = (paint: string | undefined): paint is string => paint !== undefined && paint !== NOTHING

/** What lies below is of the colour that is painted, or of that of the paper. */
export const paperUnder = (paint: string | undefined, paper: RGBColor | undefined): RGBColor | undefined =>
  isPainted(paint) ? colourOf(paint) : paper

/** '' where a theme names it. */
const fontOf = (fonts: Xml | undefined): string | undefined =>
  fonts?.attributes.asciiTheme === undefined ? fonts?.attributes.ascii : ''

/** What its properties say directly, over what its style says. */
export function lookOf(paragraph: Xml | undefined, run: Xml | undefined, style: Look = {}): Look {
  const number = child(paragraph, 'numPr', 'numId')?.attributes.val
  const level = Number(child(paragraph, 'numPr', 'ilvl')?.attributes.val ?? style.list?.level ?? 0)
  const outline = child(paragraph, 'outlineLvl')?.attributes.val
  const struck = isOn(run, 'strike') ?? isOn(run, 'dstrike')
  const vertical = child(run, 'vertAlign')?.attributes.val
  return {
    heading: outline === undefined ? style.heading : Number(outline) < 9 ? Number(outline) + 1 : undefined,
    hidden: (isOn(run, 'vanish') || isTiny(run)) ?? style.hidden,
    ink: child(run, 'color')?.attributes.val ?? style.ink,
    paint: [paintOf(run), paintOf(paragraph), style.paint].find(isPainted),
    struck: struck ?? style.struck,
    bold: isOn(run, 'b') ?? style.bold,
    shift: SHIFTS[vertical ?? ''] ?? style.shift,
    font: fontOf(child(run, 'rFonts')) ?? style.font,
    list:
      number === undefined ? style.list && { ...style.list, level } : number === '0' ? undefined : { number, level },
  }
}

/** The looks of styles by their ids, with what they are based on. */
export async function stylesOf(packed: Packed, part: string | undefined): Promise<Map<string, Look>> {
  const written = new Map<string, Xml>()
  const root = part === undefined ? undefined : await xmlOf(packed, part)
  for (const style of elements(root, 'style')) written.set(style.attributes.styleId ?? '', style)
  const looks = new Map<string, Look>()
  for (const id of written.keys()) looks.set(id, styleLook(id, written, looks, 0))
  return looks
}

/** Styles that are based on each other in a circle. */
const DEEPEST = 20

function styleLook(id: string, written: Map<string, Xml>, looks: Map<string, Look>, depth: number): Look {
  const known = looks.get(id)
  const style = written.get(id)
  if (known || !style || depth > DEEPEST) return known ?? {}
  const base = child(style, 'basedOn')?.attributes.val
  const based = base === undefined ? {} : styleLook(base, written, looks, depth + 1)
  const look = lookOf(child(style, 'pPr'), child(style, 'rPr'), based)
  if (based.paints) look.paints = true
  const isOfTable = style.attributes.type === 'table'
  if (isOfTable && [...below(style, 'tcPr'), ...below(style, 'tblPr')].some((one) => isPainted(paintOf(one)))) {
    look.paints = true
  }
  const name = child(style, 'name')?.attributes.val ?? ''
  const heading = /^heading ([1-9])$/i.exec(name)?.[1] ?? (/^title$/i.test(name) ? '1' : undefined)
  return heading === undefined ? look : { ...look, heading: Number(heading) }
}
