import { letter, roman } from '../../flow/list_numbers'
import { type RGBColor, WHITE } from '../../markup/colour'
import { child, elements, type Xml, xmlOf } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import type { Shift } from '../../set_signs'
import { hexColour, isLost } from '../paint'

interface Style {
  parent?: string
  struck?: boolean
  hidden?: boolean
  bold?: boolean
  shift?: Shift
  font?: string
  /** "#ffffff", or "auto". */
  ink?: string
  /** What is painted under it; "transparent": nothing. */
  paint?: string
  /** It looks otherwise where a condition holds. */
  mapped?: boolean
}

/** One level of a list. */
interface ListLevel {
  bullet: boolean
  format: string
  prefix: string
  suffix: string
  start: number
}

/** What an OpenDocument file's styles say that matters to its reading. */
export class OdfStyles {
  private readonly styles = new Map<string, Style>()
  private readonly lists = new Map<string, Map<number, ListLevel>>()

  /** Those that the whole document shares, and the file that has them. */
  static async shared(packed: Packed): Promise<{ styles: OdfStyles; file: Xml | undefined }> {
    const styles = new OdfStyles()
    const file = await xmlOf(packed, 'styles.xml')
    styles.learn(child(file, 'styles'))
    styles.learn(child(file, 'automatic-styles'))
    return { styles, file }
  }

  learn(of: Xml | undefined): void {
    for (const style of elements(of, 'style')) {
      const look = child(style, 'text-properties')?.attributes ?? {}
      const isAuto = look['use-window-font-color'] === 'true'
      const ink = isAuto ? 'auto' : look.color
      const paint = PAINTED.map((name) => child(style, name)?.attributes['background-color']).find(isPainted)
      const isGone = look.display === undefined ? isTiny(look['font-size']) : look.display === 'none'
      const line = look['text-line-through-style'] ?? look['text-line-through-type']
      const position = look['text-position']
      const font = look['font-name'] ?? look['font-family']
      this.styles.set(style.attributes.name ?? '', {
        parent: style.attributes['parent-style-name'],
        ...(line !== undefined && { struck: line !== 'none' }),
        ...(isGone !== undefined && { hidden: isGone }),
        ...(position !== undefined && { shift: shiftOf(position) }),
        ...(font !== undefined && { font }),
        ...(ink !== undefined && { ink }),
        ...(paint !== undefined && { paint }),
        ...(child(style, 'map') && { mapped: true }),
        ...(look['font-weight'] !== undefined && { bold: look['font-weight'] === 'bold' }),
      })
    }
    for (const list of elements(of, 'list-style')) {
      const levels = elements(list).map(({ name, attributes }): [number, ListLevel] => [
        Number(attributes.level ?? 1),
        {
          bullet: name !== 'list-level-style-number',
          format: attributes['num-format'] ?? '1',
          prefix: attributes['num-prefix'] ?? '',
          suffix: attributes['num-suffix'] ?? '',
          start: Number(attributes['start-value'] ?? 1),
        },
      ])
      this.lists.set(list.attributes.name ?? '', new Map(levels))
    }
  }

  /** What a style says of something, or one that it is made from. */
  says<What extends keyof Style>(name: string | undefined, what: What, depth = 0): Style[What] {
    const style = this.styles.get(name ?? '')
    if (!style || depth > 20) return undefined
    return style[what] ?? this.says(style.parent, what, depth + 1)
  }

  /** What is of that style lies on this. */
  paperOf(name: string | undefined, around: RGBColor | undefined): RGBColor | undefined {
    const paint = this.says(name, 'paint')
    return paint === undefined ? around : hexColour(paint)
  }

  /** Of a cell of a sheet: it writes in the colour that it has. */
  isUnseenCell(name: string | undefined): boolean {
    return !this.says(name, 'mapped') && isLost(hexColour(this.says(name, 'ink')), this.paperOf(name, WHITE))
  }

  /** What the item of that number of a list begins with. */
  mark(list: string | undefined, level: number, number: number): string {
    const found = this.lists.get(list ?? '')?.get(level)
    if (!found || found.bullet) return '•'
    if (found.format === '') return ''
    return `${found.prefix}${written(number + found.start - 1, found.format)}${found.suffix || '.'}`
  }
}

/** "super 58%", "-33% 58%", "0% 100%" */
const shiftOf = (position: string): Shift =>
  /^(?:super|[1-9])/.test(position) ? 'up' : /^(?:sub|-)/.test(position) ? 'down' : 'none'

const PAINTED = ['text', 'paragraph', 'table-cell', 'table-row', 'table', 'section'].map((one) => `${one}-properties`)

const isPainted = (colour: string | undefined): boolean => colour !== undefined && colour !== 'transparent'

/** As in PDFs: what is smaller than 0.8 points shows nothing; shares are of a size that is none. */
const isTiny = (size: string | undefined): boolean | undefined =>
  size === undefined ? undefined : /^(?:0(?:\.\d*)?|0?\.[0-7]\d*)(?:pt|px)?$/.test(size)

function written(number: number, format: string): string {
  if (format === 'a') return letter(number)
  if (format === 'A') return letter(number).toUpperCase()
  if (format === 'i') return roman(number)
  return format === 'I' ? roman(number).toUpperCase() : String(number)
}
