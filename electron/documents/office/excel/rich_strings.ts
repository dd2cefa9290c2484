import { collapseSpace, saneText } from '../../../shared/document/characters'
import type { RGBColor } from '../../markup/colour'
import { child, elements, type Xml, xmlText } from '../../packed/xml'
import { asSet, type Shift } from '../../set_signs'
import { CLOSE, OPEN } from '../../struck'
import { isLost } from '../paint'
import { colour, isStruck } from './cell_looks'

/** What a string of a workbook says; its parts, where some of them look otherwise than the cell. */
export type SharedString = string | readonly Run[]

interface Run {
  text: string
  /** Undefined where it is the cell's, or one that nobody but Excel knows. */
  ink: RGBColor | undefined
  struck: boolean | undefined
}

const SHIFTS: Record<string, Shift> = { superscript: 'up', subscript: 'down' }

/** Without what says how it is pronounced. */
export function stringOf(of: Xml | undefined): SharedString {
  const parts = elements(of).filter(({ name }) => name === 't' || name === 'r')
  let before = ''
  const runs = parts.map((part): Run => {
    const look = part.name === 'r' ? child(part, 'rPr') : undefined
    const text = xmlText(part.name === 'r' ? child(part, 't') : part)
    const font = child(look, 'rFont')?.attributes.val
    const shift = SHIFTS[child(look, 'vertAlign')?.attributes.val ?? '']
    before = asSet(decoded(text), { font, shift }, before)
    return { text: before, ink: colour(child(look, 'color')), struck: isStruck(look) }
  })
  if (runs.some(({ ink, struck }) => ink !== undefined || struck !== undefined)) return runs
  return plainString(runs)
}

export const plainString = (of: SharedString): string =>
  typeof of === 'string' ? of : collapseSpace(saneText(of.map(({ text }) => text).join('')))

/** `unseen`: what becomes of parts in the colour of their cell, which is `paper`. `struck`: the cell's, as all of it may be. */
export function markedString(
  of: SharedString,
  { paper, struck }: { paper: RGBColor | undefined; struck: boolean },
  unseen: (words: string) => string,
): string {
  if (typeof of === 'string' && !struck) return of
  const runs = typeof of === 'string' ? [{ text: of, ink: undefined, struck }] : of
  const marked = runs.map((run) => {
    const words = saneText(run.text)
    const said = isLost(run.ink, paper) && words.trim() !== '' ? unseen(words) : words
    return (run.struck ?? struck) && said.trim() !== '' ? OPEN + said + CLOSE : said
  })
  return collapseSpace(marked.join('').replaceAll(CLOSE + OPEN, ''))
}

const decoded = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
