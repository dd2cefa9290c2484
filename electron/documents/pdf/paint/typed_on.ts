import { stepAlong, stepUp, type Typed } from './typed'

const LEADER = /^[._…⋯·]+$/
/** Fewer dots are no blank to fill in. */
const SHORTEST = 3

/**
 * Blanks that somebody typed on ("Tenant: ______" with a name over it): their dots are no text, and part what stands
 * before and behind them, so that the name is read between.
 */
export function clearBlanks(typed: readonly Typed[]): void {
  const notes = typed.filter(({ show, glyph }) => show.isAnnotation && !glyph.isSpace)
  if (notes.length === 0) return
  for (let start = 0; start < typed.length; ) {
    let end = start
    while (
      end < typed.length &&
      LEADER.test(typed[end]!.glyph.text) &&
      typed[end]!.show.font === typed[start]!.show.font
    )
      end++
    const blank = typed.slice(start, end)
    if (blank.length >= SHORTEST && notes.some((note) => isOver(note, blank)))
      for (const one of blank) one.isBlank = true
    start = Math.max(end, start + 1)
  }
}

function isOver(note: Typed, blank: readonly Typed[]): boolean {
  const [along, up] = [stepAlong(blank[0]!, note), stepUp(blank[0]!, note)]
  const end = stepAlong(blank[0]!, blank.at(-1)!) + blank.at(-1)!.glyph.advance
  return along > -1 && along < end && up > -0.5 * note.show.size && up < note.show.size
}
