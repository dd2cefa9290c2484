import { useMemo } from 'react'
import { count } from '../design/numbers'
import { spanText } from './answer_tokens'
import { useAsked } from './asked'
import { LayerMapPlot } from './LayerMapPlot'
import { MapLegend } from './MapLegend'
import { Notice } from './Notice'
import { allEntered, visibleTokens } from './places'
import { useShownMarks } from './shown_marks'
import type { Subject } from './subject'
import { useSize } from './use_size'

/** Room for the layers' numbers to the left of the map and for the columns to its right. */
export const GUTTER = 30
export const OUTSIDE = 54

/** Which places of the document entered attention while a span was written, layer by layer. */
export function MapView({ subject }: { subject: Subject }) {
  const { generation, span } = subject
  const [ref, size] = useSize<HTMLDivElement>()
  useShownMarks(useMemo(() => [], []))
  if (allEntered(generation, span.to - 1)) {
    return (
      <Notice>
        All {count(visibleTokens(generation, span.to - 1))} tokens entered; nothing was left out. A map would be one
        even colour. Documents longer than {count(generation.topK)} tokens have one.
      </Notice>
    )
  }
  return (
    <div className="lens-map">
      <p className="lens-about lens-one-line">
        Entered attention for “<b>{spanText(generation, span).trim()}</b>”
      </p>
      <div className="lens-map-room" ref={ref}>
        {size.width > GUTTER + OUTSIDE + 40 && size.height > 60 && <Plot subject={subject} {...size} />}
      </div>
      <MapLegend />
    </div>
  )
}

function Plot({ subject, width, height }: { subject: Subject; width: number; height: number }) {
  const { generation, trace, span, layers } = subject
  const room = width - GUTTER - OUTSIDE
  const bins = Math.max(
    1,
    Math.min(4096, generation.textEnd - generation.textStart, Math.round(room * devicePixelRatio)),
  )
  const asked = useAsked('lens.map', { trace, span: { ...span, layers }, bins })
  if (asked.problem) return <Notice again={asked.again}>{asked.problem}</Notice>
  if (!asked.value) return null
  // an earlier answer goes with an earlier span: the picture waits for its own
  if (asked.isStale) return <div className="lens-busy" aria-busy />
  return <LayerMapPlot subject={subject} map={asked.value} width={room} height={height} />
}
