import { memo } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { useFlash } from '../flash'
import { useHover } from '../hover'
import type { CharacterRange } from '../search'
import { units } from '../units'
import { boxesOnPage } from './page_marks'
import { placeOf } from './place'

interface Props {
  source: SourceDocument
  /** 1-based. */
  number: number
}

/** What comes and goes on a page: the sentence under the pointer, the keyboard's cursor, a place that lights up. */
export const Spots = memo(({ source, number }: Props) => {
  const page = source.pages[number - 1]!
  const here = <T extends CharacterRange>(range: T | undefined) =>
    range && range.start < page.end && range.end > page.start ? range : undefined
  const hovered = useHover((state) => here(state.hovered))
  const cursor = useHover((state) => here(state.cursor === undefined ? undefined : units()[state.cursor]))
  const flashed = useFlash((state) => here(state.flashed))
  const boxes = (range: CharacterRange | undefined, look: string) =>
    range &&
    boxesOnPage(source, number, range.start, range.end).map((box) => (
      <i key={`${look} ${box.x} ${box.y}`} className={`reader-spot reader-spot-${look}`} style={placeOf(box)} />
    ))
  return (
    <div className="reader-marks" aria-hidden="true">
      {boxes(hovered, 'hover')}
      {boxes(cursor, 'cursor')}
      {flashed && <div key={flashed.at}>{boxes(flashed, 'flash')}</div>}
    </div>
  )
})
