import { datesIn, type FoundDate, isAmong } from './dates'
import { NameIndex, namesIn } from './names'
import { type FoundNumber, numbersIn } from './numbers'

interface Place {
  text: string
  start: number
  end: number
}

/**
 * What a document says of numbers, dates, amounts and names, to look up an answer's. Exact comparing of normalized
 * text, independent of any model.
 */
export class DocumentFacts {
  private readonly units = new Map<number, Set<string>>()
  private readonly dates: FoundDate[]
  private readonly names: NameIndex

  constructor(text: string) {
    this.dates = datesIn(text)
    this.names = new NameIndex(text)
    for (const { values, unit } of numbersIn(text)) {
      for (const value of values) {
        const units = this.units.get(value)
        if (units) units.add(unit)
        else this.units.set(value, new Set([unit]))
      }
    }
  }

  /** Facts of an answer's sentence that stand nowhere in the document, as they are written, in their order. */
  unfoundIn(sentence: string): string[] {
    const dates = datesIn(sentence)
    const all = numbersIn(sentence).filter((one) => !isInside(one, dates))
    const numbers = all.filter((one) => !isListMark(one, sentence))
    const names = namesIn(sentence).filter((one) => !isInside(one, dates) && !isUnit(one, all))
    const missing: Place[] = [
      ...dates.filter((date) => !isAmong(date, this.dates)),
      ...numbers.filter((number) => !this.hasNumber(number) && !isInside(number, names)),
      ...names.filter((name) => !this.names.has(name)),
    ]
    const inOrder = missing.sort((a, b) => a.start - b.start).map(({ text }) => text)
    return [...new Set(inOrder)]
  }

  private hasNumber({ values, unit }: FoundNumber): boolean {
    return values.some((value) => {
      const units = this.units.get(value)
      if (!units) return false
      // a table names its currency in the head of a column; a share is one only where it says so
      return unit === '' || units.has(unit) || (unit !== '%' && units.has(''))
    })
  }
}

const isInside = ({ start, end }: Place, others: readonly Place[]) =>
  others.some((other) => other.start < end && start < other.end)

/** The "EUR" of an amount. */
const isUnit = ({ start, end }: Place, amounts: readonly Place[]) =>
  amounts.some((amount) => amount.start <= start && end <= amount.end && end - start < amount.end - amount.start)

/** "1." or "2)" at the beginning. */
const isListMark = ({ start, end }: Place, sentence: string) =>
  sentence.slice(0, start).trim() === '' && /^[.)]\s/.test(sentence.slice(end))
