import './map.css'
import { useMemo, useState } from 'react'
import { mapSums } from '../../../electron/shared/shown/map_cells'
import { groupLayers } from '../../../electron/shared/shown/map_groups'
import { count } from '../../../electron/shared/shown/numbers'
import { pageLabel } from '../../../electron/shared/shown/page_names'
import { Notice } from '../../design/Notice'
import { useSize } from '../../picture/use_size'
import { InWords } from '../parts/InWords'
import { MergedNote } from '../parts/MergedNote'
import { allEntered, visibleTokens } from '../row/places'
import { useShownMarks } from '../row/shown_marks'
import { spanText } from '../subject/answer_tokens'
import { useAsked } from '../subject/asked'
import { documentToken, readsDocument } from '../subject/read_tokens'
import type { Subject } from '../subject/subject'
import { CopyMap } from './CopyMap'
import { LayerMapPlot } from './LayerMapPlot'
import { MapControls } from './MapControls'
import { MapLegend } from './MapLegend'
import { useMapView } from './map_view_state'
import { mapWords } from './words'
import { type Window, zoomed } from './zoom_window'

/** Room for the layers' numbers to the left of the map and for the columns to its right. */
export const GUTTER = 30
export const OUTSIDE = 54

/** Which places of the document entered attention while a span was written, layer by layer. */
export function MapView({ subject }: { subject: Subject }) {
  const { generation, span, index, entry } = subject
  useShownMarks(useMemo(() => [], []))
  if (allEntered(generation, span.to - 1)) {
    return (
      <Notice>
        All {count(visibleTokens(generation, span.to - 1))} tokens entered; nothing was left out. A map would be one
        even colour. Texts longer than {count(generation.topK)} tokens have one.
      </Notice>
    )
  }
  return <SpanMap key={`${entry.id} ${index}`} subject={subject} />
}

function SpanMap({ subject }: { subject: Subject }) {
  const { generation, span, layers } = subject
  const [ref, size] = useSize<HTMLDivElement>()
  const length = generation.textEnd - generation.textStart
  const [window, setWindow] = useState<Window>({ from: 0, to: length })
  const { group } = useMapView()
  const room = Math.max(0, size.width - GUTTER - OUTSIDE)
  const asked = useSpanMap(subject, window, room)
  // an earlier answer goes with an earlier span: only a closer look at the same one may stand in
  const value = asked.value
  const map = useMemo(() => value && groupLayers(value, group), [value, group])
  const sums = useMemo(() => value && mapSums(value), [value])
  if (asked.problem) return <Notice again={asked.again}>{asked.problem}</Notice>
  return (
    <div className="lens-map" aria-busy={asked.isStale}>
      <MergedNote subject={subject}>
        across are the summaries. Choose one of them under “Text” to see the document’s pages.
      </MergedNote>
      <p className="lens-about lens-one-line">
        Entered attention for “<b>{spanText(generation, span).trim()}</b>”
      </p>
      {sums && (
        <MapControls
          sums={sums}
          layers={layers.length}
          shown={shownName(subject, window, length)}
          isWhole={window.from === 0 && window.to === length}
          onZoom={(factor) => setWindow(zoomed(window, factor, 0.5, length))}
          onWhole={() => setWindow({ from: 0, to: length })}
        />
      )}
      <div className="lens-map-room" ref={ref}>
        {map && room > 40 && size.height > 60 && (
          <LayerMapPlot
            subject={subject}
            map={map}
            width={room}
            height={size.height}
            length={length}
            onWindow={setWindow}
          />
        )}
      </div>
      {sums && <MapLegend sums={sums} />}
      {sums && map && (
        <div className="lens-row">
          <InWords sentences={mapWords(sums, span.to - span.from, layers)} />
          <CopyMap subject={subject} map={map} />
        </div>
      )}
    </div>
  )
}

/** The counts for a part of the text, as fine as there are pixels for them. */
function useSpanMap({ trace, span, layers }: Subject, window: Window, room: number) {
  const { hideSinks, hideRecent } = useMapView()
  const bins = Math.max(1, Math.min(4096, window.to - window.from, Math.round(room * devicePixelRatio)))
  const question = {
    trace,
    span: { ...span, layers },
    bins,
    within: window,
    leaveOut: { sinks: hideSinks, recent: hideRecent },
  }
  return useAsked('lens.map', room > 40 ? question : undefined)
}

/** "all 2,300 tokens", "340 of 2,300 tokens, pages 3–4" */
function shownName({ alignment, generation }: Subject, { from, to }: Window, length: number): string {
  if (from === 0 && to === length) return `all ${count(length)} tokens`
  const tokens = `${count(to - from)} of ${count(length)} tokens`
  if (!alignment || !readsDocument(generation) || alignment.document.pages.length === 0) return tokens
  const label = (at: number) => {
    // between excerpts there is a line break of ours, which no page holds
    const token =
      documentToken(generation.textStart + at, generation) ?? documentToken(generation.textStart, generation)
    return pageLabel(alignment.document, alignment.pageOfToken(token ?? 0))
  }
  const [first, last] = [label(from), label(to - 1)]
  return `${tokens}, ${first === last ? `page ${first}` : `pages ${first}–${last}`}`
}
