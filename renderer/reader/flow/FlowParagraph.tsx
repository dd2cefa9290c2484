import { type CSSProperties, memo } from 'react'
import { hasStruck, type StruckPiece, struckPieces } from '../../../electron/shared/document/struck'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { type Mark, useMarks } from '../../state/marks'
import { useFind } from '../find/find'
import { useFlash } from '../flash'
import { useHover } from '../hover'
import { type CharacterRange, rangesWithin } from '../search'
import { units } from '../units'
import type { Paragraph } from './paragraphs'
import { type Segment, segmentsOf } from './segments'

const holds = (range: CharacterRange | undefined, { start, end }: CharacterRange): boolean =>
  range !== undefined && range.start <= start && range.end >= end

/** A paragraph, its sentences and marks as spans. */
export const FlowParagraph = memo(({ source, paragraph }: { source: SourceDocument; paragraph: Paragraph }) => {
  const here = <T extends CharacterRange>(range: T | undefined) =>
    range && range.start < paragraph.end && range.end > paragraph.start ? range : undefined
  const marks = useMarks((state) => state.marks)
  const found = useFind((state) => state.marks)
  const hovered = useHover((state) => here(state.hovered))
  const cursor = useHover((state) => here(state.cursor === undefined ? undefined : units()[state.cursor]))
  const flashed = useFlash((state) => here(state.flashed))
  const all = units()
  const sentences = all.slice(...rangesWithin(all, paragraph.start, paragraph.end))
  const flash = flashed ? [flashed] : []
  const struck = struckIn(source, paragraph)
  const segments = segmentsOf(paragraph, [...sentences, ...flash, ...struck], [marks, found])
  const Tag = paragraph.kind === 'heading' ? (`h${Math.min(paragraph.level + 1, 6)}` as 'h2') : 'p'
  return (
    <Tag className="reader-paragraph" data-kind={paragraph.kind} data-level={paragraph.level} dir="auto">
      {segments.map((segment) => (
        <span
          key={segment.start}
          data-at={segment.start}
          data-hover={holds(hovered, segment) || undefined}
          data-cursor={holds(cursor, segment) || undefined}
          data-flash={holds(flashed, segment) || undefined}
          data-struck={struck.find((piece) => holds(piece, segment))?.look}
          {...looks(segment)}
        >
          {source.text.slice(segment.start, segment.end)}
        </span>
      ))}
    </Tag>
  )
})

/** Struck-out words of a paragraph, and the marks around them. */
function struckIn({ text, notes }: SourceDocument, { start, end }: CharacterRange): StruckPiece[] {
  if (!hasStruck(notes)) return []
  return struckPieces(text.slice(start, end))
    .filter(({ look }) => look)
    .map((piece) => ({ ...piece, start: start + piece.start, end: start + piece.end }))
}

/** How the marks of a segment are drawn: one kind of the lens's, and beside it what is asked about and found. */
function looks({ start, marks }: Segment) {
  const main = marks.findLast(({ kind }) => kind !== 'asked' && kind !== 'found')
  const found = marks.find(({ kind }) => kind === 'found')
  const asked = marks.find(({ kind }) => kind === 'asked')
  const named = [main, asked].find((mark): mark is Mark => mark?.start === start && mark.label !== '')
  return {
    'data-kind': main?.kind,
    'data-start': main?.start ?? asked?.start,
    'data-position': main?.position,
    'data-found': found && (found.strength === 1 ? 'current' : 'other'),
    'data-asked': asked && true,
    ...(named && { role: 'mark', 'aria-description': named.label }),
    style: main && ({ '--reader-strength': main.strength } as CSSProperties),
  }
}
