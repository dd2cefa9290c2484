import { hasLetter } from '../../../shared/document/characters'
import type { Line } from '../layout/lines'
import type { Candidate } from './head_rows'
import type { BodyStyle } from './headings'
import { isBareLabel } from './labels'
import { namesPage, pageNumber } from './templates'

/** Of body size, but for rounding; larger than this, type is no body's. */
const SAME_SIZE = 0.97
const LARGER = 1.13
/** Headings are shorter. */
const LONGEST = 80
/** On more pages than this, the same words are a running head wherever they are set like a heading. */
const MOST_PAGES = 4
/** Points from the top of a page: so near to it hardly any text begins. */
const MARGIN = 36

/**
 * Of the lines that repeat at the tops of pages, those that are headings: "Day 1", "Day 2" with each day on a page of
 * its own, or "Notes" on two pages, which is kept where it stands first. They are set as headings are, alone in their
 * row, and have text below; a number in them counts what their words name, and not the pages.
 */
export function pageHeadings(all: Candidate[][], dropped: ReadonlySet<Line>, body: BodyStyle): Line[] {
  const tops = all.flat().filter((one) => one.side === 'top')
  const found: Line[] = []
  const said = new Set<string>()
  for (const own of all) {
    for (const one of own) {
      if (one.side !== 'top' || said.has(one.line.text)) continue
      if (dropped.has(one.line) && isPageHeading(one, own, tops, body))
        found.push(one.line, ...textBelow(one, own, body))
      said.add(one.line.text)
    }
  }
  return found
}

/** What stands below a heading is none of the page's head, if each day has a "Morning". */
function textBelow(heading: Candidate, own: Candidate[], body: BodyStyle): Line[] {
  const below = own.filter(({ side, distance }) => side === 'top' && distance > heading.distance)
  return below.map(({ line }) => line).filter(({ size }) => size >= SAME_SIZE * body.size)
}

/** Headings, or heads of a few pages only, that stand at the top of the page before, too, and so go on here. */
export function headingsAgain(all: Candidate[][], dropped: ReadonlySet<Line>, body: BodyStyle): Line[] {
  const firsts = all.map((own) => own.find(({ side, line }) => side === 'top' && !dropped.has(line)))
  return firsts.flatMap((one, i) => {
    const before =
      i > 0 ? all[i - 1]!.find(({ side, line }) => side === 'top' && line.text === one?.line.text) : undefined
    if (!one || !before || before.line.page !== one.line.page - 1) return []
    const alike = Math.abs(before.distance - one.distance) < 4 && before.line.font === one.line.font
    return alike && isUnlikeText(one.line, body) && couldBeHeading(one, all[i]!) ? [one.line] : []
  })
}

const isUnlikeText = (line: Line, body: BodyStyle): boolean =>
  line.oneFont && (line.font !== body.font || Math.abs(line.size - body.size) > 0.05 * body.size)

function couldBeHeading(one: Candidate, own: Candidate[]): boolean {
  const { text } = one.line
  if (
    text.length > LONGEST ||
    !(hasLetter(text) || DAY.test(text)) ||
    namesPage(text) ||
    (/[.,;]$/.test(text) && !isBareLabel(text))
  )
    return false
  return standsAlone(one, own) && own.some((other) => other.distance > one.distance + 2)
}

function isPageHeading(one: Candidate, own: Candidate[], tops: Candidate[], body: BodyStyle): boolean {
  const { line, template } = one
  const { text } = line
  if (!couldBeHeading(one, own)) return false
  if (!isSetAsHeading(line, body) && !(isBareLabel(text) && line.size >= SAME_SIZE * body.size)) return false
  const peers = tops.filter((other) => other !== one && other.template.words === template.words)
  if (peers.every((other) => other.line.text === text)) return isRare(one, peers, tops)
  return isCountedHeading(one, own, peers, body)
}

/** Nothing stands beside it: the parts of a running head stand at both sides of the page. */
function standsAlone({ line, distance }: Candidate, own: Candidate[]): boolean {
  if (own.some((other) => other.line !== line && Math.abs(other.distance - distance) <= 2)) return false
  return line.pieces.every((piece, i) => i === 0 || gapBetween(line.pieces[i - 1]!.box, piece.box) < 3 * line.size)
}

type Box = Line['pieces'][number]['box']

const gapBetween = (a: Box, b: Box): number =>
  Math.max(b.x - a.x - a.width, a.x - b.x - b.width, b.y - a.y - a.height, a.y - b.y - b.height)

/** Larger, or in a type of its own that is no smaller than the text; slanted type of that size is a running head's. */
function isSetAsHeading(line: Line, body: BodyStyle): boolean {
  if (line.size > LARGER * body.size) return true
  const slanted = /ital|obliq|slant|cmsl|cmti|sfsl|sfti/i.test(line.fontName ?? '')
  return line.size >= SAME_SIZE * body.size && line.oneFont && line.font !== body.font && !slanted
}

/** The same words on a few pages only, or from the first page on; a page number behind other words is no heading's. */
function isRare({ line, template }: Candidate, peers: Candidate[], tops: Candidate[]): boolean {
  if (peers.length === 0 && pageNumber(line.text.split(/\s+/).at(-1)!) !== undefined) return false
  if (template.numbers.length > 0 && /^\P{L}*$/u.test(line.text)) return false
  return peers.length < MOST_PAGES || line.page === tops[0]!.line.page
}

/** One word and the number that it counts; more words only if it can't be the page's number. */
const COUNTED =
  /^(?:(?<label>\p{L}[\p{L}'’.-]*)\s+(?:no\.?\s*|nr\.?\s*|[#№]\s*)?|第\s*|(?<words>\p{L}[^\p{N},|]*?\s))(?<number>\p{Nd}+|[IVXLC]+)(?=$|[\s.:,)–—章课課天周日回部篇节節问問题題-])|^\p{Nd}+(?:\.|st|nd|rd|th|er|e|ª|º)\s+\p{L}+$/u

/** Days of a diary, each on a page of its own: "3 March 2026", "Tuesday, March 3, 2026", "2026-03-03". */
const DAY =
  /^(?:\p{L}+[,.]?\s+)?(?:\p{Nd}{1,2}(?:\.|st|nd|rd|th|er)?(?:\s+de)?\s+\p{L}{3,}\.?(?:\s+de)?|\p{L}{3,}\.?\s+\p{Nd}{1,2}(?:st|nd|rd|th)?),?\s+\p{Nd}{4}$|^(?:\p{L}+[,.]?\s+)?(?:\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}|\p{Nd}{1,2}[./]\s?\p{Nd}{1,2}[./]\s?\p{Nd}{2,4})$|^\p{Nd}{4}年\p{Nd}{1,2}月\p{Nd}{1,2}日/u

function isCountedHeading(one: Candidate, own: Candidate[], peers: Candidate[], body: BodyStyle): boolean {
  const { line, distance } = one
  if (DAY.test(line.text)) return true
  const match = COUNTED.exec(line.text)
  if (!match) return false
  // "Chapter 9 | 123", "Chapter 9 | 124": what counts is the page.
  if (peers.some(({ line: { text } }) => text !== line.text && COUNTED.exec(text)?.[0] === match[0])) return false
  if (isBareLabel(line.text) || line.size > LARGER * body.size) return true
  const numbered = own.some((other) => other !== one && pageNumber(other.line.text) !== undefined)
  const isPages = Number(match.groups?.number) === line.page && !numbered
  return !isPages || (match.groups?.words === undefined && distance > MARGIN)
}
