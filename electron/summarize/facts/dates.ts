import { folded } from './folded'

/** Dates of a text, however they are written: "11 February 2025", "11.2.2025", "February 11th, 2025", "2025-02-11". */

export interface FoundDate {
  /** As it is written. */
  text: string
  start: number
  end: number
  /** What it may mean: 3/4/2025 is a day in March or in April. 0 stands for what isn't said. */
  readings: { year: number; month: number; day: number }[]
}

const MONTHS: Record<string, number> = {}
const NAMES = [
  'january januar janvier enero gennaio jan',
  'february februar fevrier febrero febbraio feb',
  'march marz mars marzo mar',
  'april avril abril aprile apr',
  'may mai mayo maggio',
  'june juni juin junio giugno jun',
  'july juli juillet julio luglio jul',
  'august aout agosto aug',
  'september septembre septiembre settembre sep sept',
  'october oktober octobre octubre ottobre oct okt',
  'november novembre noviembre nov',
  'december dezember decembre diciembre dicembre dec dez',
]
for (const [i, names] of NAMES.entries()) for (const name of names.split(' ')) MONTHS[name] = i + 1

const MONTH = String.raw`(\p{Lu}[\p{L}\u0300]{2,9})\.?`
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th|\.)?`
const YEAR = String.raw`(\d{4})`
/** Each with the places of day, month and year in what it captures; 0: not said. */
const FORMS: { form: RegExp; day: number; month: number; year: number }[] = [
  {
    form: new RegExp(String.raw`\b${DAY}\s+(?:of\s+|de\s+)?${MONTH}(?:\s+de)?,?\s+${YEAR}\b`, 'gu'),
    day: 1,
    month: 2,
    year: 3,
  },
  { form: new RegExp(String.raw`(?<!\p{L})${MONTH}\s+${DAY},?\s+${YEAR}\b`, 'gu'), day: 2, month: 1, year: 3 },
  { form: /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, day: 3, month: 2, year: 1 },
  { form: /\b(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b/g, day: 1, month: 3, year: 4 },
  { form: new RegExp(String.raw`(?<!\p{L})${MONTH},?\s+${YEAR}\b`, 'gu'), day: 0, month: 1, year: 2 },
  { form: new RegExp(String.raw`\b${DAY}\s+(?:of\s+|de\s+)?${MONTH}(?![\p{L}])`, 'gu'), day: 1, month: 2, year: 0 },
  {
    form: new RegExp(String.raw`(?<!\p{L})${MONTH}\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d.,]?\d)`, 'gu'),
    day: 2,
    month: 1,
    year: 0,
  },
]

export function datesIn(text: string): FoundDate[] {
  const found: FoundDate[] = []
  for (const { form, day, month, year } of FORMS) {
    for (const match of text.matchAll(form)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((one) => one.start < end && start < one.end)) continue
      const readings = readingsOf(match[day] ?? '0', match[month]!, match[year] ?? '0', { day, year })
      if (readings.length > 0) found.push({ text: match[0].replace(/\.$/, ''), start, end, readings })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

function readingsOf(day: string, month: string, year: string, said: { day: number; year: number }) {
  const d = said.day ? Number(day) : 0
  const y = said.year ? fullYear(year) : 0
  const named = MONTHS[folded(month).replace(/\.$/, '')]
  const m = named ?? Number(month)
  const isDay = (n: number) => said.day === 0 || (n >= 1 && n <= 31)
  const all =
    named || d > 12
      ? [{ year: y, month: m, day: d }]
      : [
          { year: y, month: m, day: d },
          { year: y, month: d, day: m },
        ]
  return all.filter((one) => one.month >= 1 && one.month <= 12 && isDay(one.day))
}

const fullYear = (written: string) => (written.length === 2 ? 2000 + Number(written) : Number(written))

/** True if what `date` says is said by one of `others`, which may say more. */
export const isAmong = (date: FoundDate, others: readonly FoundDate[]): boolean =>
  others.some(({ readings }) =>
    readings.some((other) =>
      date.readings.some(
        ({ year, month, day }) =>
          month === other.month && (year === 0 || year === other.year) && (day === 0 || day === other.day),
      ),
    ),
  )
