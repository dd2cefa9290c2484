import { useMemo } from 'react'
import { type Cell, topCells } from '../../../electron/shared/shown/map_cells'
import type { GroupedMap, MapRow } from '../../../electron/shared/shown/map_groups'
import { pageTicks } from '../../../electron/shared/shown/page_ticks'
import { PageAxis } from '../../picture/PageAxis'
import { useScale } from '../../picture/use_scale'
import type { Subject } from '../subject/subject'
import { CellReadout } from './CellReadout'
import { MapCanvas } from './MapCanvas'
import { MapTable } from './MapTable'
import { outsidePixels, textPixels } from './map_pixels'
import { type Stretch, useMapInput } from './use_map_input'
import type { Window } from './zoom_window'

interface Props {
  subject: Subject
  map: GroupedMap
  /** Of the text's part of the picture, in CSS pixels. */
  width: number
  /** Of all, with axis and readout. */
  height: number
  /** Tokens of the text that was read. */
  length: number
  /** Another part of the text is to be shown. */
  onWindow(window: Window): void
}

const AXIS = 18
const READOUT = 44
const HEADER = 14
const OUTSIDE_NAMES = ['T', 'Q', 'A'] as const

/** The map with its layers' names, axis and readout; keys, pointer and wheel move in it. */
export function LayerMapPlot({ subject, map, width, height, length, onWindow }: Props) {
  const { generation, alignment, retrievalLayers, layer } = subject
  const rows = map.rows.length
  const tall = Math.max(rows * 3, height - AXIS - READOUT - HEADER)
  const ticks = useMemo(() => pageTicks(generation, alignment, width, map.within), [generation, alignment, width, map])
  const best = useMemo(() => topCells(map), [map])
  const { plot, cell, brush, handlers } = useMapInput({ subject, map, width, tall, length, best: best[0], onWindow })
  return (
    <div className="lens-layer-map" style={{ width: width + 84 }}>
      <LayerNames rows={map.rows} retrieval={retrievalLayers} chosen={layer} row={tall / rows} top={HEADER} />
      {/* biome-ignore lint/a11y/useSemanticElements: a picture that keys move a cross-hair in */}
      <div
        className="lens-map-plot"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
        tabIndex={0}
        data-own-keys
        aria-label={`Map: ${rows} rows of layers by ${map.bins} places of the text. Arrow keys move the cross-hair, Enter goes there, plus and minus zoom, 0 shows all.`}
        {...handlers}
      >
        <div className="lens-map-names" style={{ left: width + 6 }} aria-hidden>
          {OUTSIDE_NAMES.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </div>
        <div ref={plot} className="lens-map-cells" style={{ height: tall }}>
          <Cells subject={subject} map={map} width={width} tall={tall} />
          {ticks.slice(1).map(({ page, at }) => (
            <span key={page} className="lens-map-page" style={{ left: at * width }} />
          ))}
          {brush && <Brush {...brush} width={width} />}
          {cell && <CrossHair cell={cell} map={map} width={width} row={tall / rows} />}
        </div>
        <div style={{ width }}>
          <PageAxis ticks={ticks} />
        </div>
      </div>
      <CellReadout subject={subject} map={map} cell={cell} />
      <MapTable subject={subject} map={map} cells={best} />
    </div>
  )
}

interface CellsProps {
  subject: Subject
  map: GroupedMap
  /** Of the text's part, in CSS pixels. */
  width: number
  /** Of all rows, in CSS pixels. */
  tall: number
}

/** A pixel for each place of the text, and for template, question and answer. */
function Cells({ subject: { generation, span }, map, width, tall }: CellsProps) {
  const scale = useScale()
  const rows = map.rows.length
  const text = useMemo(() => textPixels(map, generation, span, scale), [map, generation, span, scale])
  const outside = useMemo(() => outsidePixels(map, generation, span, scale), [map, generation, span, scale])
  return (
    <>
      <MapCanvas className="lens-map-text" pixels={text} columns={map.bins} rows={rows} width={width} height={tall} />
      <MapCanvas className="lens-map-outside" pixels={outside} columns={3} rows={rows} width={48} height={tall} />
    </>
  )
}

interface NamesProps {
  rows: readonly MapRow[]
  retrieval: readonly number[]
  chosen: number
  /** Height of a row. */
  row: number
  top: number
}

/** Numbers of the layers, as many as there is room for; retrieval layers with a dot. */
function LayerNames({ rows, retrieval, chosen, row, top }: NamesProps) {
  const every = Math.ceil(12 / row)
  const at = rows.findIndex(({ layers }) => layers.includes(chosen))
  const isNamed = (i: number) => i === at || (i % every === 0 && (at < 0 || Math.abs(i - at) >= every))
  return (
    <div className="lens-map-layers" style={{ paddingTop: top }} aria-hidden>
      {rows.map(({ layers }, i) => (
        <span key={layers[0]} className={i === at ? 'lens-is-on' : ''} style={{ height: row, lineHeight: `${row}px` }}>
          {isNamed(i) && (i === at && layers.length === 1 ? chosen : layers[0])}
          <i className={layers.some((layer) => retrieval.includes(layer)) ? 'lens-is-retrieval' : ''} />
        </span>
      ))}
    </div>
  )
}

const Brush = ({ from, to, width }: Stretch & { width: number }) => (
  <span
    className="lens-brush"
    style={{ left: Math.min(from, to) * width, width: Math.max(1, Math.abs(to - from) * width) }}
  />
)

function CrossHair({ cell, map, width, row }: { cell: Cell; map: GroupedMap; width: number; row: number }) {
  const x = 'bin' in cell ? ((cell.bin + 0.5) / map.bins) * width : width + 6 + cell.outside * 16 + 8
  return (
    <>
      <span className="lens-hair lens-is-row" style={{ top: cell.row * row, height: row }} />
      <span className="lens-hair lens-is-column" style={{ left: x }} />
    </>
  )
}
