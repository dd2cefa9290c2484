import './overlay.css'
import { memo } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { type Mark, useMarks } from '../../state/marks'
import { useFind } from '../find/find'
import { useInTurn } from '../turn_taking'
import { MarkBoxes } from './MarkBoxes'
import { MarkCanvas } from './MarkCanvas'
import { pageMarks } from './page_marks'

/** More boxes than this on one page become a picture: nobody could tell them apart. */
const MOST_ELEMENTS = 5000

const NONE: readonly Mark[] = []

interface Props {
  source: SourceDocument
  /** 1-based. */
  number: number
}

/** The lens's marks and the found places on a page. Shading lies under the print's ink, lines lie over it. */
export const PageOverlay = memo(({ source, number }: Props) => {
  const marks = useInTurn(useMarks((state) => state.marks)) ?? NONE
  const found = useInTurn(useFind((state) => state.marks)) ?? NONE
  const onPage = pageMarks(source, marks, number)
  const foundOnPage = pageMarks(source, found, number)
  const count = onPage.reduce((sum, { boxes }) => sum + boxes.length, 0)
  const isPicture = count > MOST_ELEMENTS
  return (
    <>
      {isPicture && <MarkCanvas marks={onPage} page={source.pages[number - 1]!} />}
      <div className="reader-marks reader-marks-shading">
        {!isPicture && <MarkBoxes marks={onPage} layer="shading" />}
        <MarkBoxes marks={foundOnPage} layer="shading" />
      </div>
      <div className="reader-marks">{!isPicture && <MarkBoxes marks={onPage} layer="lines" />}</div>
    </>
  )
})
