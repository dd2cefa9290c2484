import { type CSSProperties, memo } from 'react'
import type { Mark } from '../../state/marks'
import type { PageMark } from './page_marks'
import { placeOf } from './place'

/** Shading is drawn like a marker pen's, through which the print is seen; lines are drawn over it. */
export const isShading = ({ kind }: Mark): boolean =>
  kind === 'evidence' || kind === 'score' || kind === 'mass' || kind === 'found'

interface Props {
  marks: PageMark[]
  layer: 'shading' | 'lines'
}

/** An element for each box. Its data tells tests, and nobody else, what it stands for. */
export const MarkBoxes = memo(({ marks, layer }: Props) =>
  marks
    .filter(({ mark }) => isShading(mark) === (layer === 'shading'))
    .flatMap(({ mark, boxes }) =>
      boxes.map((box, i) => (
        <i
          key={`${mark.kind} ${mark.start} ${mark.position ?? ''} ${i}`}
          className="reader-mark"
          data-kind={mark.kind}
          data-start={mark.start}
          data-end={mark.end}
          data-position={mark.position}
          {...(i === 0 && mark.label ? { role: 'img', 'aria-label': mark.label } : { 'aria-hidden': true })}
          style={{ ...placeOf(box), '--reader-strength': mark.strength } as CSSProperties}
        />
      )),
    ),
)
