import { STRUCK } from '../../../shared/document/struck'
import type { Unseen } from '../paint/visible'
import type { PageNote } from './page_notes'
import type { Span } from './spans'
import { copiesOf, countLines, drawnAnew } from './twice'

/** Spans by whether they are read: those that are, those that can't be seen, and invisible copies of what can. */
export function bySight(spans: Span[], areRead = false): { read: Span[]; unseen: Span[]; copies: Set<Span> } {
  const seen = spans.filter(({ sight }) => sight === 'seen')
  const invisible = spans.filter(({ sight }) => sight === 'scan' || sight === 'unpainted')
  const copies = copiesOf(seen, invisible)
  const hidden = spans.filter((span) => span.sight !== 'seen' && span.sight !== 'scan' && !copies.has(span))
  const again = drawnAnew(hidden, seen)
  const unseen = new Set(hidden.filter((span) => !again.has(span)))
  const kept = spans.filter((span) => !copies.has(span) && !again.has(span) && (areRead || !unseen.has(span)))
  const read = kept.map((span, order) => {
    return { ...span, order, text: unseen.has(span) ? `[hidden: ${span.text}]` : span.text }
  })
  return { read, unseen: [...unseen], copies }
}

/** Where lines lie that can't be seen, as it goes on behind "3 lines". */
const WHERE: Record<Unseen, string> = {
  layer: 'in a layer that is switched off',
  clipped: 'outside the crop of a figure',
  masked: 'behind a mask',
  outside: 'beyond the edge of the page',
  covered: 'under something painted later',
  picture: 'under a figure',
  paper: 'in the colour of the paper',
  unpainted: 'without ink',
  tiny: 'in type of no size',
}

/** What is said of text that can't be seen, and of copies of text that can. */
export function notesOnUnseen(unseen: readonly Span[], copies: ReadonlySet<Span>, areRead = false): PageNote[] {
  const notes: PageNote[] = Object.entries(WHERE).flatMap(([sight, where]) => {
    const lines = countLines(unseen.filter((span) => span.sight === sight))
    const done = areRead ? (lines === 1 ? 'was read all the same' : 'were read all the same') : notRead(lines)
    const ofMany = `Lines ${where} can't be seen and ${areRead ? 'were read all the same' : 'were not read'}`
    const text = `${linesOf(lines)} ${where} can't be seen and ${done}.`
    return lines === 0 ? [] : [{ kind: 'hidden', text, ofMany }]
  })
  const again = countLines([...copies])
  if (again > 0) {
    const what = 'a second, invisible copy of the text'
    const ofMany = `Lines of ${what} were not read`
    notes.push({ kind: 'twice', text: `${linesOf(again)} of ${what} ${notRead(again)}.`, ofMany })
  }
  return notes
}

const linesOf = (count: number): string => (count === 1 ? '1 line' : `${count.toLocaleString('en')} lines`)
const notRead = (lines: number): string => (lines === 1 ? 'was not read' : 'were not read')

/** Longer words are cut in what is said of them. */
const LONGEST = 60
const cutShort = (words: string): string => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words)

/** What is said of what patterns have written in them. */
export function notesOnPatterns(words: ReadonlySet<string>): PageNote[] {
  return [...words].map((all) => {
    const text = `Words of a pattern that fills a shape were not read: "${cutShort(all)}"`
    return { kind: 'unread', text: `${text}.`, ofMany: text }
  })
}

/** What is said of words that are struck out. */
export function notesOnStruck(spans: readonly Span[]): PageNote[] {
  const struck = spans.filter(({ text }) => text.startsWith(STRUCK))
  if (struck.length === 0) return []
  const words = struck.map(({ text }) => text.replaceAll(STRUCK, '')).join(' ')
  return [{ kind: 'struck', text: `Words struck out are marked with ${STRUCK}: "${cutShort(words)}".` }]
}
