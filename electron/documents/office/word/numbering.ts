import { letter, roman } from '../../flow/list_numbers'
import { child, elements, xmlOf } from '../../packed/xml'
import type { Packed } from '../../packed/zip'

interface Level {
  start: number
  format: string
  /** "%1.%2" */
  text: string
}

const BULLET = '•'

/** Counts the lists of a Word file, which holds only rules, no numbers. */
export class Numbering {
  /** Levels of the abstract lists. */
  private readonly abstract = new Map<string, Map<number, Level>>()
  /** The lists: which abstract one each is, and where its levels begin anew. */
  private readonly lists = new Map<string, { abstract: string; starts: Map<number, number> }>()
  /** Where the levels of the abstract lists are: lists of the same one count on. */
  private readonly counts = new Map<string, number[]>()
  private readonly begun = new Set<string>()

  static async of(packed: Packed, part: string | undefined): Promise<Numbering> {
    const numbering = new Numbering()
    const root = part === undefined ? undefined : await xmlOf(packed, part)
    for (const list of elements(root, 'abstractNum')) {
      const levels = elements(list, 'lvl').map((level): [number, Level] => [
        Number(level.attributes.ilvl ?? 0),
        {
          start: Number(child(level, 'start')?.attributes.val ?? 1),
          format: child(level, 'numFmt')?.attributes.val ?? 'decimal',
          text: child(level, 'lvlText')?.attributes.val ?? '',
        },
      ])
      numbering.abstract.set(list.attributes.abstractNumId ?? '', new Map(levels))
    }
    for (const list of elements(root, 'num')) {
      const starts = elements(list, 'lvlOverride').flatMap((level): [number, number][] => {
        const start = child(level, 'startOverride')?.attributes.val
        return start === undefined ? [] : [[Number(level.attributes.ilvl ?? 0), Number(start)]]
      })
      const abstract = child(list, 'abstractNumId')?.attributes.val ?? ''
      numbering.lists.set(list.attributes.numId ?? '', { abstract, starts: new Map(starts) })
    }
    return numbering
  }

  /** What the next item of a list begins with: "2.1", "b)", "•"; '' for nothing. */
  next({ number, level }: { number: string; level: number }): string {
    const list = this.lists.get(number)
    const levels = list && this.abstract.get(list.abstract)
    const mine = levels?.get(level)
    if (!list || !levels || !mine) return BULLET
    const counts = this.counts.get(list.abstract) ?? []
    this.counts.set(list.abstract, counts)
    if (!this.begun.has(number)) for (const [at, start] of list.starts) counts[at] = start - 1
    this.begun.add(number)
    counts[level] = (counts[level] ?? mine.start - 1) + 1
    for (let deeper = level + 1; deeper < counts.length; deeper++) delete counts[deeper]
    if (mine.format === 'bullet') return BULLET
    if (mine.format === 'none') return mine.text.replace(/%\d/g, '').trim()
    return mine.text.replace(/%(\d)/g, (_, place: string) => {
      const of = levels.get(Number(place) - 1)
      return of ? written(counts[Number(place) - 1] ?? of.start, of.format) : ''
    })
  }
}

function written(number: number, format: string): string {
  if (format === 'lowerLetter') return letter(number)
  if (format === 'upperLetter') return letter(number).toUpperCase()
  if (format === 'lowerRoman') return roman(number)
  if (format === 'upperRoman') return roman(number).toUpperCase()
  return format === 'decimalZero' ? String(number).padStart(2, '0') : String(number)
}
