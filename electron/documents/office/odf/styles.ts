import { letter, roman } from '../../flow/list_numbers'
import { child, elements, type Xml, xmlOf } from '../../packed/xml'
import type { Packed } from '../../packed/zip'

interface Style {
  parent?: string
  struck?: boolean
  hidden?: boolean
  bold?: boolean
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
      const line = look['text-line-through-style'] ?? look['text-line-through-type']
      this.styles.set(style.attributes.name ?? '', {
        parent: style.attributes['parent-style-name'],
        ...(line !== undefined && { struck: line !== 'none' }),
        ...(look.display !== undefined && { hidden: look.display === 'none' }),
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

  says(name: string | undefined, what: 'struck' | 'hidden' | 'bold', depth = 0): boolean | undefined {
    const style = this.styles.get(name ?? '')
    if (!style || depth > 20) return undefined
    return style[what] ?? this.says(style.parent, what, depth + 1)
  }

  /** What the item of that number of a list begins with. */
  mark(list: string | undefined, level: number, number: number): string {
    const found = this.lists.get(list ?? '')?.get(level)
    if (!found || found.bullet) return '•'
    if (found.format === '') return ''
    return `${found.prefix}${written(number + found.start - 1, found.format)}${found.suffix || '.'}`
  }
}

function written(number: number, format: string): string {
  if (format === 'a') return letter(number)
  if (format === 'A') return letter(number).toUpperCase()
  if (format === 'i') return roman(number)
  return format === 'I' ? roman(number).toUpperCase() : String(number)
}
