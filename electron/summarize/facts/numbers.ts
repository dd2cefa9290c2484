/** Numbers of a text, however they are written: "1,240", "1 240", "1.240", "1240", "1.2 million", "twelve". */

export interface FoundNumber {
  /** As it is written, with its currency or per cent. */
  text: string
  start: number
  end: number
  /** What it may mean: "1.240" is 1240 to some and 1.24 to others. */
  values: number[]
  /** "%", a currency's code, or nothing. */
  unit: string
}

const SCALES: Record<string, number> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  millions: 1e6,
  mio: 1e6,
  mn: 1e6,
  m: 1e6,
  billion: 1e9,
  billions: 1e9,
  bn: 1e9,
  trillion: 1e12,
}

const CURRENCIES: Record<string, string> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  usd: 'USD',
  us$: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  '¥': 'JPY',
  jpy: 'JPY',
  yen: 'JPY',
  chf: 'CHF',
  franc: 'CHF',
  francs: 'CHF',
}

const PER_CENT = new Set(['%', 'percent', 'per cent', 'pct'])

const DIGITS = String.raw`\d{1,3}(?:[ \u00a0\u2009\u202f,.'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`
const AFTER = String.raw`(?:\s?(thousand|millions?|mio|mn|billions?|bn|trillion|k|m)\b\.?)?(?:\s?(%|per\s?cent\b|pct\b|€|\$|£|¥|(?:eur|euros?|usd|dollars?|gbp|pounds?|jpy|yen|chf|francs?)\b))?`
// a letter or digit right before belongs to a name such as "V3" or "A4"
const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(us\$|[€$£¥]|(?:eur|usd|gbp|jpy|chf)\s?)?\s?(${DIGITS})(st|nd|rd|th)?(?![\p{N}])${AFTER}`,
  'giu',
)

export function numbersIn(text: string): FoundNumber[] {
  const found: FoundNumber[] = []
  for (const match of text.matchAll(NUMBER)) {
    const [whole, before = '', digits, , scale = '', after = ''] = match
    const start = match.index + (whole.length - whole.trimStart().length)
    const written = whole.trim().replace(/\.$/, '')
    const factor = SCALES[scale.toLowerCase()] ?? 1
    found.push({
      text: written,
      start,
      end: start + written.length,
      values: readings(digits!).map((value) => round(value * factor)),
      unit: unitOf(after) || unitOf(before),
    })
  }
  return [...found, ...spelledIn(text, found)].sort((a, b) => a.start - b.start)
}

function unitOf(written: string): string {
  const unit = written.trim().toLowerCase().replace(/\s+/g, ' ')
  return PER_CENT.has(unit) ? '%' : (CURRENCIES[unit] ?? '')
}

/** All that digits may mean to somebody. */
function readings(digits: string): number[] {
  const bare = digits.replace(/[ \u00a0\u2009\u202f'’]/g, '')
  const values = new Set<number>()
  for (const [group, point] of [
    [/,/g, '.'],
    [/\./g, ','],
  ] as const) {
    const plain = bare.replace(group, '').replace(point, '.')
    const grouped =
      point === '.' ? /^\d{1,3}(,\d{3})+(\.\d+)?$|^\d+(\.\d+)?$/ : /^\d{1,3}(\.\d{3})+(,\d+)?$|^\d+(,\d+)?$/
    if (grouped.test(bare) && Number.isFinite(Number(plain))) values.add(Number(plain))
  }
  return values.size > 0 ? [...values] : [Number(bare.replace(/[.,]/g, ''))]
}

const round = (value: number) => Number(value.toPrecision(12))

const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const TEENS = ['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const WORDS = new Map<string, number>([
  ...[...ONES, ...TEENS].map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, i): [string, number] => [word, 20 + 10 * i]),
])
const WORD = [...WORDS.keys()].sort((a, b) => b.length - a.length).join('|')
const SCALE_WORD = 'hundred|thousand|million|billion'
const SPELLED = new RegExp(String.raw`\b(?:${WORD})(?:(?:[\s-]+(?:and\s+)?)(?:${WORD}|${SCALE_WORD}))*\b`, 'gi')

/** Numbers written as words, but "one", which is more often a pronoun; those beside digits ("5 million") are known. */
function spelledIn(text: string, known: readonly FoundNumber[]): FoundNumber[] {
  return [...text.matchAll(SPELLED)].flatMap(({ 0: words, index: start }) => {
    const value = spelledValue(words)
    const end = start + words.length
    if (value === 1 || known.some((one) => one.start < end && start < one.end)) return []
    return [{ text: words, start, end, values: [value], unit: '' }]
  })
}

function spelledValue(words: string): number {
  let sum = 0
  let part = 0
  for (const word of words.toLowerCase().split(/[\s-]+/)) {
    if (word === 'hundred') part = Math.max(1, part) * 100
    else if (word === 'thousand' || word === 'million' || word === 'billion') {
      sum += Math.max(1, part) * SCALES[word]!
      part = 0
    } else part += WORDS.get(word) ?? 0
  }
  return sum + part
}
