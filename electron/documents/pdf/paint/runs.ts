import { firstChar, isUnspaced, lastChar } from '../../../shared/document/characters'
import { gapBetween, onOneLine, stepUp, type Typed } from './typed'
import type { Sight } from './visible'

/** Glyphs that follow each other on a line, set alike and seen alike: what one reads as a piece. */
export interface Run {
  glyphs: Typed[]
  text: string
  sight: Sight
  struck: boolean
  /** White space stands before it. */
  spaced: boolean
  /** A blank, to be filled in, follows. */
  leader: boolean
}

/** Gaps in type sizes: less is kerning, more parts words, much more parts what stands side by side. */
const WORD_GAP = 0.102
/** Between a small letter and what is drawn apart from it and begins anew ("Total" and "410"). */
const BREAK_GAP = 0.06
/** Arabic letters that don't join stand further apart than others: what parts words is wider, too. */
const WORD_GAP_ARABIC = 0.16
const ARABIC = /^\p{Script=Arabic}/u
const LONGEST_GAP = 0.6
const TOUCHING = 0.03
const OVERLAP = -0.2
const COMBINING = /^\p{M}/u

/** A page's glyphs, in the order of painting, as runs. */
export function runsOf(typed: readonly Typed[]): Run[] {
  const runs: Run[] = []
  let run: Run | undefined
  let last: Typed | undefined
  let ink: Typed | undefined
  let letter: Typed | undefined
  let spaced = false
  let blanks = 0
  for (const one of typed) {
    if (one.isBlank) {
      if (run) run.leader = true
      run = last = ink = undefined
      spaced = true
      continue
    }
    if (last && !follows(last, one)) {
      spaced ||= gapIsSpace(last, one) || isElsewhere(last, one)
      run = undefined
    }
    if (spaced && ink && last && isNoBlank(ink, last, one)) spaced = false
    if (one.glyph.isSpace) {
      spaced = true
      blanks++
    } else if (run && isAlike(run, one)) {
      run.text +=
        (spaced || gapIsSpace(markedBy(last!, letter), one) ? ' '.repeat(Math.max(1, blanks)) : '') + one.glyph.text
      run.glyphs.push(one)
      spaced = false
    } else {
      run = startRun(
        one,
        spaced || (last !== undefined && follows(last, one) && gapIsSpace(markedBy(last, letter), one)),
      )
      runs.push(run)
      spaced = false
    }
    last = one
    if (one.glyph.isSpace) continue
    ink = one
    if (!COMBINING.test(one.glyph.text)) letter = one
    blanks = 0
  }
  return runs
}

const startRun = (one: Typed, spaced: boolean): Run => ({
  glyphs: [one],
  text: one.glyph.text,
  sight: one.sight,
  struck: one.struck,
  spaced,
  leader: false,
})

function isAlike(run: Run, one: Typed): boolean {
  const { show } = run.glyphs[0]!
  const alike = run.sight === one.sight && run.struck === one.struck && show.isAnnotation === one.show.isAnnotation
  return alike && onOneLine(run.glyphs.at(-1)!, one)
}

function follows(last: Typed, one: Typed): boolean {
  if (!onOneLine(last, one)) return false
  const gap = gapBetween(last, one) / last.show.size
  return (gap >= OVERLAP || COMBINING.test(one.glyph.text)) && gap <= LONGEST_GAP
}

/** A blank was drawn, and what follows was set back over it; or it is as wide as nothing where no blanks are written. */
function isNoBlank(ink: Typed, blank: Typed, one: Typed): boolean {
  if (!blank.glyph.isSpace || one.glyph.isSpace || !onOneLine(ink, one)) return false
  const [before, after] = [lastChar(ink.glyph.text), firstChar(one.glyph.text)]
  const wasWide = blank.glyph.advance > WORD_GAP * blank.show.size || (isUnspaced(before) && isUnspaced(after))
  return wasWide && Math.abs(gapBetween(ink, one)) < TOUCHING * ink.show.size
}

/** On another line: what stands on two is two words, even where slanted lines are read as one. */
const isElsewhere = (last: Typed, one: Typed): boolean => Math.abs(stepUp(last, one)) > last.show.size

/** A mark over a letter has no width: what follows stands behind the letter. */
function markedBy(last: Typed, letter: Typed | undefined): Typed {
  if (!letter || !COMBINING.test(last.glyph.text) || !onOneLine(letter, last)) return last
  const step = last.glyph.x - letter.glyph.x
  return step >= 0 && step + last.glyph.advance < letter.glyph.advance ? letter : last
}

/** A gap that is wide enough for a space where the file draws none. */
function gapIsSpace(last: Typed, one: Typed): boolean {
  if (last.glyph.isSpace) return false
  const gap = gapBetween(last, one) / last.show.size
  if (gap <= BREAK_GAP || isElsewhere(last, one)) return false
  const [before, after] = [last.glyph.text, one.glyph.text]
  if (COMBINING.test(after) || (isUnspaced(lastChar(before)) && isUnspaced(firstChar(after)))) return false
  if (ARABIC.test(before) && ARABIC.test(after)) return gap > WORD_GAP_ARABIC
  return gap > WORD_GAP || (last.show !== one.show && /^\p{Ll}$/u.test(before) && /^[\p{Lu}\p{Nd}]/u.test(after))
}
