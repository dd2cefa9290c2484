import { hasLetter } from '../../../shared/document/characters'
import type { Line } from '../layout/lines'
import { isBareLabel } from './labels'
import type { OutlineEntry } from './outline'
import type { Paragraph } from './paragraphs'

/** Longer than this, nothing is a heading. */
const LONGEST = 160
/** More words than this, and only large type makes a heading. */
const MOST_WORDS = 14
/** Levels go no deeper. */
const DEEPEST = 6

export interface BodyStyle {
  size: number
  font: string
}

/** The size and font that most of the text is set in. */
export function bodyStyle(lines: Line[]): BodyStyle {
  const counts = new Map<string, number>()
  for (const { size, font, text } of lines) {
    const key = `${size} ${font}`
    counts.set(key, (counts.get(key) ?? 0) + text.length)
  }
  const [key] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['10 ', 0])
  const space = key.indexOf(' ')
  return { size: Number(key.slice(0, space)), font: key.slice(space + 1) }
}

/** Marks headings among the paragraphs and gives them levels, by type, numbering and the file's own outline. */
export function markHeadings(paragraphs: Paragraph[], body: BodyStyle, outline: OutlineEntry[]): void {
  const named = new Map([...byTags(paragraphs), ...byOutline(paragraphs, outline)])
  for (const [i, paragraph] of paragraphs.entries()) {
    if (named.has(paragraph) || isHeading(paragraph, paragraphs[i - 1], paragraphs[i + 1], body)) {
      paragraph.kind = 'heading'
    }
  }
  setLevels(paragraphs, body, named)
}

export const textOf = (paragraph: Paragraph): string => paragraph.lines.map((line) => line.text).join(' ')

/** Headings that a tagged PDF names; text that is marked so by mistake is too long for one. */
function byTags(paragraphs: Paragraph[]): Map<Paragraph, number> {
  const found = new Map<Paragraph, number>()
  for (const paragraph of paragraphs) {
    const level = paragraph.lines[0]!.heading
    const isOne = level !== undefined && paragraph.lines.every((line) => line.heading === level)
    const text = textOf(paragraph)
    if (isOne && text.length <= LONGEST && hasLetter(text)) found.set(paragraph, Math.min(level, DEEPEST))
  }
  return found
}

/** Headings the outline names: the same words on the page that it points to. */
function byOutline(paragraphs: Paragraph[], outline: OutlineEntry[]): Map<Paragraph, number> {
  const found = new Map<Paragraph, number>()
  if (outline.length === 0) return found
  const entries = new Map<string, OutlineEntry[]>()
  for (const entry of outline) {
    const words = bareWords(entry.title)
    if (words !== '') entries.set(words, [...(entries.get(words) ?? []), entry])
  }
  for (const paragraph of paragraphs) {
    if (paragraph.lines.length > 4) continue
    const matching = entries.get(bareWords(textOf(paragraph)))
    const page = paragraph.lines[0]!.page
    const entry = matching?.find((one) => one.page === undefined || one.page === page)
    if (entry) found.set(paragraph, Math.min(entry.level, DEEPEST))
  }
  return found
}

/** Letters and digits without the section number: outlines often leave it out. */
const bareWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^[\s\divxlc.()§–—-]*[\s.)]/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

function isHeading(
  it: Paragraph,
  before: Paragraph | undefined,
  after: Paragraph | undefined,
  body: BodyStyle,
): boolean {
  const text = textOf(it)
  const first = it.lines[0]!
  if (text.length > LONGEST || it.lines.length > 4 || !hasLetter(text) || it.row || first.aside) return false
  if (first.size < 0.93 * body.size || isEntryOfContents(text)) return false
  if (first.size > 1.13 * body.size) {
    return !/[,;]$/.test(text) && [...text].length > 1 && !(text.length > 60 && /[.。]$/.test(text))
  }
  if (text.split(' ').length > MOST_WORDS || (/[.,;:!?…]$/.test(text) && !isBareLabel(text)) || /^\p{Ll}/u.test(text))
    return false
  if (it.lines.length > 2 || !it.apartAbove || after === undefined) return false
  if (isLabelled(text) || isBareLabel(text)) return true
  if (it.full && it.lines.length === 1 && !numbered(text)) return false
  const stands = /^[\p{Lu}\p{Lo}\p{N}§(]/u.test(text)
  const otherType = it.lines.every((line) => line.oneFont && line.font !== body.font)
  if (stands && (otherType || isCapitals(text)) && after.kind !== 'heading') return !followsAlike(it, before)
  return numberDepth(text) > 1 && it.kind !== 'item'
}

/** "Article 5", "Chapter II", "§ 12", "Annex B": headings whatever they are set in. */
const isLabelled = (text: string): boolean =>
  /^(?:(?:article|art\.|chapter|section|part|title|annex|appendix|schedule|artikel|kapitel|abschnitt|teil|anhang|chapitre|partie|annexe|capítulo|artículo)\s+(?:\d+|[IVXLC]+|[A-Z])\b|§+\s*\d)/i.test(
    text,
  ) && text.split(' ').length <= 10

const isCapitals = (text: string): boolean => (text.match(/\p{Lu}/gu)?.length ?? 0) > 3 && !/\p{Ll}/u.test(text)

const isEntryOfContents = (text: string): boolean => /\p{L}.*\s(?:\d{1,4}|[ivxl]+)$/u.test(text) && /\.{3}|…/.test(text)

/** A second line like the one before it: an address, a list of names, no heading. */
function followsAlike(it: Paragraph, before: Paragraph | undefined): boolean {
  return before !== undefined && !it.apartAbove && before.lines.at(-1)!.font === it.lines[0]!.font
}

const numbered = (text: string): boolean => numberDepth(text) > 0

/** Parts of the number a text begins with: 2 for "3.1 Scope", 0 for none. */
function numberDepth(text: string): number {
  const number = /^(?:[A-Z]\.)?(\d{1,3}(?:\.\d{1,3})*)\.?\s+\p{L}/u.exec(text)?.[1]
  return number === undefined ? 0 : number.split('.').length
}

/** Larger type is a higher level; within one style deeper numbers are lower. The outline, where it says, wins. */
function setLevels(paragraphs: Paragraph[], body: BodyStyle, named: Map<Paragraph, number>): void {
  const headings = paragraphs.filter((paragraph) => paragraph.kind === 'heading')
  const styles = new Map<string, Paragraph[]>()
  for (const heading of headings) {
    const key = styleOf(heading, body)
    styles.set(key, [...(styles.get(key) ?? []), heading])
  }
  const ranked = [...styles].sort(([a], [b]) => Number.parseFloat(b) - Number.parseFloat(a) || (a < b ? -1 : 1))
  let level = 1
  for (const [, members] of ranked) {
    const depths = members.map((heading) => numberDepth(textOf(heading)))
    const shallow = Math.min(...depths.filter((depth) => depth > 0), DEEPEST)
    let deepest = level
    for (const [i, heading] of members.entries()) {
      const depth = depths[i]!
      heading.level = Math.min(level + (depth > shallow ? depth - shallow : 0), DEEPEST)
      deepest = Math.max(deepest, heading.level)
    }
    level = Math.min(deepest + 1, DEEPEST)
  }
  // The outline counts from its own top; it is shifted to where the type puts its first entries.
  const shift = Math.min(...[...named].map(([heading, own]) => heading.level - own))
  for (const [heading, own] of named) heading.level = Math.max(1, Math.min(own + Math.max(shift, 0), DEEPEST))
}

/** Size first, so that styles sort by it; type at body size ranks capitals above the rest. */
function styleOf(heading: Paragraph, body: BodyStyle): string {
  const line = heading.lines[0]!
  const size = Math.round(line.size * 2) / 2
  if (line.size > 1.13 * body.size) return `${size}`
  return `${Math.round(body.size * 2) / 2} ${isCapitals(line.text) ? 'a' : 'b'}${line.font === body.font ? 'y' : 'x'}`
}
