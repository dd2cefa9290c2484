/** Numbers as people read them. The interface is English; so are its numbers. */

const LOCALE = 'en'
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat(LOCALE, {
  notation: 'compact',
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
})
const short = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 })
const share = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 })
const smallShare = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 })
const digits = [0, 1, 2, 3].map(
  (n) => new Intl.NumberFormat(LOCALE, { minimumFractionDigits: n, maximumFractionDigits: n }),
)

/** 5,120 */
export const count = (n: number): string => whole.format(n)

/** 12.4M -> "12.4 M", so that it reads as a unit. */
export const large = (n: number): string => compact.format(n).replace(/([A-Z])$/, ' $1')

/** "5%", "0.4%", "<0.1%", "99.6%", ">99.9%": only all is "100%", and only nothing "0%". */
export function percent(part: number): string {
  if (part > 0 && part < 0.001) return '<0.1%'
  if (part > 0.999 && part < 1) return '>99.9%'
  const isNearAnEnd = part < 0.01 || (part >= 0.995 && part < 1)
  return (isNearAnEnd ? smallShare : share).format(part)
}

/** "163 MB", "404 GB", by 1,024 as memory is counted, so that files and memory compare. */
export function bytes(n: number): string {
  const [size, unit] = n < 2 ** 20 ? [n / 2 ** 10, 'KB'] : n < 2 ** 30 ? [n / 2 ** 20, 'MB'] : [n / 2 ** 30, 'GB']
  return `${size > 0 && size < 9.95 ? digits[1]!.format(size) : whole.format(size)} ${unit}`
}

/** A factor such as 7.1 or 12. */
export const factor = (n: number): string => (n >= 100 ? whole : short).format(n)

/** A score with fixed decimals, so that a column of them lines up. What rounds to 0 has no sign. */
export const score = (n: number, decimals: 0 | 1 | 2 | 3 = 2): string =>
  digits[decimals]!.format(n)
    .replace(/^-(?=[0.]*$)/, '')
    .replace('-', '−')

/** How far apart two scores are: never "0.00" when they differ. */
export function gap(n: number): string {
  if (n === 0) return 'a tie'
  if (n > 0 && n < 0.001) return 'less than 0.001'
  return score(n, n < 0.01 ? 3 : 2)
}

/** "1 token", "2 tokens" */
export const counted = (n: number, unit: string, units = `${unit}s`): string => `${count(n)} ${n === 1 ? unit : units}`
