import { colourOf, looksLike, paperOf, type RGBColor, WHITE } from './colour'
import type { Element } from './html_tree'
import type { Declarations } from './style_sheets'

/** What an element looks like, as far as it says whether its text can be seen; it goes on to what is inside. */
export interface Look {
  isInvisible: boolean
  /** In type of no size. */
  isTiny: boolean
  /** Undefined: nobody knows. */
  ink?: RGBColor
  paper?: RGBColor
  /** A shadow shows letters in the colour of the paper. */
  hasShadow: boolean
}

const BLACK = colourOf('black')!

/** Of a page; where style sheets lie elsewhere, nobody knows its colours. */
export const lookOfPage = (areColoursKnown: boolean): Look => ({
  isInvisible: false,
  isTiny: false,
  hasShadow: false,
  ...(areColoursKnown && { ink: BLACK, paper: WHITE }),
})

/** Whether text that looks so can be seen. */
export function canBeSeen({ isInvisible, isTiny, ink, paper, hasShadow }: Look): boolean {
  if (isInvisible || isTiny) return false
  if (hasShadow || !ink) return true
  return ink.opacity > 0 && !(paper && looksLike(ink, paper))
}

export function lookOf(element: Element, declared: Declarations, around: Look): Look {
  return {
    isInvisible: isInvisible(declared.get('visibility')) ?? around.isInvisible,
    isTiny: isTiny(declared) ?? around.isTiny,
    hasShadow: shadow(declared.get('text-shadow')) ?? around.hasShadow,
    ink: inkOf(element, declared, around.ink),
    paper: paperUnder(element, declared, around.paper),
  }
}

const isInvisible = (value: string | undefined): boolean | undefined =>
  value === undefined || value === 'inherit' ? undefined : /^(?:hidden|collapse)$/.test(value)

const shadow = (value: string | undefined): boolean | undefined => (value === undefined ? undefined : value !== 'none')

/** As in PDFs: what is smaller than 0.8 points shows nothing. */
const TINY = 0.8

/** Points of a unit; sizes by that of the text around matter only where they are nothing. */
const POINTS: Record<string, number> = { px: 0.75, pt: 1, '': 0.75, mm: 2.83, cm: 28.3, in: 72, pc: 12 }

function isTiny(declared: Declarations): boolean | undefined {
  const font = /(?:^|\s)([\d.]+[a-z%]*)(?:\s*\/|\s)/.exec(declared.get('font') ?? '')?.[1]
  const [, number, unit] = /^([\d.]+)([a-z%]*)$/.exec(declared.get('font-size') ?? font ?? '') ?? []
  if (number === undefined) return declared.has('font-size') ? false : undefined
  const size = Number(number)
  if (size === 0) return true
  const points = POINTS[unit!]
  // a share of nothing is nothing
  return points === undefined ? (/^(?:em|%|ex|ch)$/.test(unit!) ? undefined : false) : size * points < TINY
}

function inkOf(element: Element, declared: Declarations, around: RGBColor | undefined): RGBColor | undefined {
  // letters that the background shows through
  if (/text/.test(declared.get('background-clip') ?? declared.get('-webkit-background-clip') ?? '')) return undefined
  const value = declared.get('color') ?? (/^(?:font|body)$/.test(element.name) ? attribute(element) : undefined)
  if (value !== undefined) return /^(?:inherit|currentcolor|unset)$/.test(value) ? around : colourOf(value)
  return element.name === 'a' && element.attribs.href !== undefined ? undefined : around
}

const attribute = ({ attribs }: Element): string | undefined => attribs.color ?? attribs.text

function paperUnder(element: Element, declared: Declarations, around: RGBColor | undefined): RGBColor | undefined {
  const { name, attribs } = element
  const value = declared.get('background-color') ?? declared.get('background') ?? attribs.bgcolor
  const own = value === undefined ? 'none' : paperOf(value)
  if (attribs.background !== undefined) return undefined
  if (own === 'none' || (own && own.opacity === 0)) {
    // what lies elsewhere than it would stands over nobody knows what
    const isElsewhere = /^(?:absolute|fixed|sticky)$/.test(declared.get('position') ?? '')
    return isElsewhere || /^(?:mark|button|input|select|textarea)$/.test(name) ? undefined : around
  }
  return own && own.opacity === 1 ? own : undefined
}

const FAR = 500

/** Whether nothing of an element shows, whatever is inside; `undefined` where the page says nothing of it. */
export function isGone({ attribs }: Element, declared: Declarations): boolean {
  const value = (name: string) => declared.get(name) ?? ''
  const display = value('display')
  if (display === 'none' || (attribs.hidden !== undefined && !/^[a-z]/.test(display))) return true
  if (value('content-visibility') === 'hidden' || /^0(?:\.0*)?%?$/.test(value('opacity'))) return true
  if (/\bscale\(\s*0(?:\s*,\s*0)?\s*\)/.test(value('transform'))) return true
  if (-pixels(value('text-indent')) > FAR) return true
  const isOut = /^(?:absolute|fixed)$/.test(value('position'))
  if (isOut && ['left', 'right', 'top', 'bottom'].some((side) => -pixels(value(side)) > FAR)) return true
  if (isOut && /^rect\((?:\s*[01](?:px)?[\s,]*){4}\)$/.test(value('clip'))) return true
  if (/^inset\((?:50|100)%|^circle\(0/.test(value('clip-path'))) return true
  return isCut(value, isOut)
}

/** In a box of no size that shows nothing beyond itself. */
function isCut(value: (name: string) => string, isOut: boolean): boolean {
  if (!/hidden|clip/.test(value('overflow'))) return false
  const sizes = ['height', 'max-height', 'width'].map((name) => (value(name) === '' ? FAR : pixels(value(name))))
  return sizes.includes(0) || (isOut && sizes[0]! <= 1 && sizes[2]! <= 1)
}

const EM = 16

function pixels(value: string): number {
  const [, number, unit] = /^(-?[\d.]+)([a-z%]*)$/.exec(value) ?? []
  if (number === undefined) return Number.NaN
  return Number(number) * (unit === 'em' || unit === 'rem' ? EM : 1)
}
