import { letter, roman } from '../../flow/list_numbers'
import { child, elements, type Xml, xmlOf } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import { isOn } from './styles'

interface Level {
  start: number
  format: string
  /** "%1.%2" */
  text: string
  /** Numbers of levels above are written in digits, however these count. */
  isInDigits: boolean
  /** It counts on where a level above goes on. */
  countsOn: boolean
  /** The style whose paragraphs stand on it. */
  style?: string
}

interface List {
  abstract: string
  levels: ReadonlyMap<number, Level>
  starts: ReadonlyMap<number, number>
}

const BULLET = '•'

/** Counts the lists of a Word file, which holds only rules, no numbers. */
export class Numbering {
  /** Levels of the abstract lists. */
  private readonly abstract = new Map<string, Map<number, Level>>()
  /** The lists: which abstract one each is, and where its levels begin anew. */
  private readonly lists = new Map<string, List>()
  /** Where the levels of the abstract lists are: lists of the same one count on. */
  private readonly counts = new Map<string, number[]>()
  private readonly begun = new Set<string>()

  static async of(packed: Packed, part: string | undefined): Promise<Numbering> {
    const numbering = new Numbering()
    const root = part === undefined ? undefined : await xmlOf(packed, part)
    for (const list of elements(root, 'abstractNum')) {
      const levels = elements(list, 'lvl').map(levelOf)
      numbering.abstract.set(list.attributes.abstractNumId ?? '', new Map(levels))
    }
    for (const list of elements(root, 'num')) {
      const starts = elements(list, 'lvlOverride').flatMap((level): [number, number][] => {
        const start = child(level, 'startOverride')?.attributes.val
        return start === undefined ? [] : [[Number(level.attributes.ilvl ?? 0), Number(start)]]
      })
      const abstract = child(list, 'abstractNumId')?.attributes.val ?? ''
      const own = elements(list, 'lvlOverride').flatMap((level) => elements(level, 'lvl').map(levelOf))
      const levels = new Map([...(numbering.abstract.get(abstract) ?? []), ...own])
      numbering.lists.set(list.attributes.numId ?? '', { abstract, levels, starts: new Map(starts) })
    }
    return numbering
  }

  /** The level of a list that paragraphs of a style stand on. */
  levelOf(number: string, style: string): number | undefined {
    return [...(this.lists.get(number)?.levels ?? [])].find(([, level]) => level.style === style)?.[0]
  }

  /** What the next item of a list begins with: "2.1", "b)", "•"; '' for nothing. */
  next({ number, level }: { number: string; level: number }): string {
    const list = this.lists.get(number)
    const levels = list?.levels
    const mine = levels?.get(level)
    if (!list || !levels || !mine) return BULLET
    const counts = this.counts.get(list.abstract) ?? []
    this.counts.set(list.abstract, counts)
    if (!this.begun.has(number)) for (const [at, start] of list.starts) counts[at] = start - 1
    this.begun.add(number)
    counts[level] = (counts[level] ?? mine.start - 1) + 1
    for (let deeper = level + 1; deeper < counts.length; deeper++)
      if (!levels.get(deeper)?.countsOn) delete counts[deeper]
    if (mine.format === 'bullet') return BULLET
    if (mine.format === 'none') return mine.text.replace(/%\d/g, '').trim()
    return mine.text.replace(/%(\d)/g, (_, place: string) => {
      const of = levels.get(Number(place) - 1)
      const format = mine.isInDigits ? 'decimal' : of?.format
      return of ? written(counts[Number(place) - 1] ?? of.start, format!) : ''
    })
  }
}

const levelOf = (level: Xml): [number, Level] => [
  Number(level.attributes.ilvl ?? 0),
  {
    start: Number(child(level, 'start')?.attributes.val ?? 1),
    format: child(level, 'numFmt')?.attributes.val ?? 'decimal',
    text: child(level, 'lvlText')?.attributes.val ?? '',
    isInDigits: isOn(level, 'isLgl') ?? false,
    countsOn: child(level, 'lvlRestart')?.attributes.val === '0',
    style: child(level, 'pStyle')?.attributes.val,
  },
]

function written(number: number, format: string): string {
  if (format === 'lowerLetter') return letter(number)
  if (format === 'upperLetter') return letter(number).toUpperCase()
  if (format === 'lowerRoman') return roman(number)
  if (format === 'upperRoman') return roman(number).toUpperCase()
  if (format === 'ordinal') return ordinal(number)
  return format === 'decimalZero' ? String(number).padStart(2, '0') : String(number)
}

function ordinal(number: number): string {
  const isTeen = Math.floor(number / 10) % 10 === 1
  return `${number}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`
}
