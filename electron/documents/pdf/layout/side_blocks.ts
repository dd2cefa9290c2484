import { type Segment, sameLine } from './segments'

/** Blocks of short lines that stand side by side: what is above them, they themselves, what is below. */
export interface SideBlocks {
  above: Segment[]
  left: Segment[]
  right: Segment[]
  below: Segment[]
}

/** Fewer lines are no block. */
const FEWEST = 3
/** A step between lines longer than the usual one by this begins something new. */
const APART = 1.6
/** So many lines of one block begin as those beside them do, and so many of them have a label and a value. */
const ALIKE = 0.5
const LABELLED = 0.6

/** "4410 Vellmar", "Springfield, IL 62704", "London SW1A 1AA": the last line of an address but for its country. */
const POSTAL =
  /^(?:[A-Z]{1,3}[- ])?\d{4,5}\s+\p{Lu}[\p{L}. -]+$|\b[A-Z]{2}\s+\d{5}(?:-\d{4})?$|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}$/u
/**
 * Others are one below a street: "111 43 Stockholm", "1015 CJ Amsterdam", "00184 Roma (RM)", "1100-048 Lisboa"; "Salem,
 * Oregon 97301", "Sydney NSW 2000", "Mumbai - 400 001"; "Ottawa ON K1A 0B1", "D02 X285".
 */
const BELOW_STREET = [
  /^(?:[A-Z]{1,3}[- ])?(?:\d{4,6}|\d{3} \d{2}|\d{2}-\d{3}|\d{4,5}-\d{3}|\d{4} [A-Z]{2})\s+\p{Lu}[\p{L}\p{M}.'’ -]+(?:\s(?:\d{1,2}|CEDEX(?: \d{1,2})?|\([A-Z]{2}\)))?$/u,
  /^\p{Lu}[\p{L}\p{M}.'’ -]+(?:,\s*|\s+)(?:\p{Lu}[\p{L}.]+\s+|-\s+)?(?:\d{4,6}(?:-\d{4})?|\d{3}[ -]\d{3,4})$/u,
  /(?:^|\s)(?:[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]\d[\dW] [A-Z\d]{4})$/u,
]
/** "3 Quay Street", "Keizersgracht 12", "12, rue du Moulin" */
const STREET = /^\d+[A-Za-z]?,?\s+\p{L}|\p{L}\.?,?\s+\d+\S{0,4}(?:$|[\s,])|^\d+(?:-\d+)+\s+\p{L}/u
const LABEL = /^(\p{L}[\p{L}. /'-]{0,30}?)\s*(?::|_{2,}|\.{4,}|$)/u
const WITH_VALUE = /^\p{L}[^:]{0,30}:\s*\S/u

/**
 * Addresses, and the two sides' places to sign, that a file draws line by line across both: each is read for itself. The
 * sides are in order of their base lines. Undefined where they may be rows.
 */
export function sideBlocks(left: Segment[], right: Segment[]): SideBlocks | undefined {
  const all = [...left, ...right].sort((a, b) => a.base - b.base)
  for (const [from, to] of stretchesOf(all)) {
    const within = (side: Segment[]) => side.filter(({ base }) => base >= from && base <= to)
    const [one, other] = [within(left), within(right)]
    if (one.length < FEWEST || other.length < FEWEST || !(areAlone(one) && areAlone(other))) continue
    if (!signBeside(one, other) && !areAddresses(one, other)) continue
    return {
      above: all.filter(({ base }) => base < from),
      left: one,
      right: other,
      below: all.filter(({ base }) => base > to),
    }
  }
  return undefined
}

/** From the first base line to the last, without larger steps between. */
function stretchesOf(sorted: Segment[]): [number, number][] {
  const bases = sorted.filter((one, i) => i === 0 || !sameLine(sorted[i - 1]!, one)).map(({ base }) => base)
  const steps = bases.slice(1).map((base, i) => base - bases[i]!)
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
  const found: [number, number][] = []
  let first = 0
  for (const [i, base] of bases.entries()) {
    if (i + 1 < bases.length && steps[i]! <= APART * usual) continue
    found.push([bases[first]! - 1, base + 1])
    first = i + 1
  }
  return found
}

/** One piece on each line: no cells. */
const areAlone = (side: Segment[]): boolean => side.every((one, i) => i === 0 || !sameLine(side[i - 1]!, one))

const textOf = ({ spans }: Segment): string =>
  spans
    .map(({ text }) => text)
    .join(' ')
    .trim()

const labelOf = (one: Segment): string | undefined => LABEL.exec(textOf(one))?.[1]?.toLowerCase()

/** "By:", "Name:" and "Title:" beside the same words. */
function signBeside(left: Segment[], right: Segment[]): boolean {
  const pairs = left.flatMap((one) =>
    right.filter((other) => sameLine(one, other)).map((other) => [one, other] as const),
  )
  const alike = pairs.filter(([one, other]) => labelOf(one) !== undefined && labelOf(one) === labelOf(other))
  const distinct = new Set(alike.map(([one]) => labelOf(one)))
  return distinct.size > 1 && alike.length >= ALIKE * Math.max(left.length, right.length)
}

/** Both end as addresses do; or one does, and the other says on each line what a letter or a bill is about. */
function areAddresses(left: Segment[], right: Segment[]): boolean {
  if (isAddress(left) && isAddress(right)) return true
  return (isAddress(left) && isLabelled(right)) || (isLabelled(left) && isAddress(right))
}

const isAddress = (side: Segment[]): boolean => {
  const lines = side.map(textOf)
  const isLast = (line: string, i: number) =>
    POSTAL.test(line) || (BELOW_STREET.some((form) => form.test(line)) && lines.slice(0, i).some(isStreet))
  const found = lines.flatMap((line, i) => (isLast(line, i) ? [i] : []))
  return found.length === 1 && found[0]! >= lines.length - 2
}

const isStreet = (line: string): boolean => STREET.test(line)

const isLabelled = (side: Segment[]): boolean =>
  side.filter((one) => WITH_VALUE.test(textOf(one))).length >= LABELLED * side.length
