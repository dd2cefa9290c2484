import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { binTokens, type Cell, topCells } from '../../../electron/shared/shown/map_cells'
import type { GroupedMap, MapRow } from '../../../electron/shared/shown/map_groups'
import { pageTicks } from '../../../electron/shared/shown/page_ticks'
import { PageAxis } from '../../picture/PageAxis'
import { useScale } from '../../picture/use_scale'
import { useDocument } from '../../state/document'
import { useLens } from '../../state/lens'
import type { Subject } from '../subject/subject'
import { CellReadout } from './CellReadout'
import { MapCanvas } from './MapCanvas'
import { MapTable } from './MapTable'
import { outsidePixels, textPixels } from './map_pixels'
import { moveCell } from './move_cell'
import { useWheel } from './use_wheel'
import { brushed, panned, type Window, zoomed } from './zoom_window'

interface Props {
  subject: Subject
  map: GroupedMap
  /** Of the text's part of the picture, in CSS pixels. */
  width: number
  /** Of all, with axis and readout. */
  height: number
  /** Tokens of the text that was read. */
  length: number
  onWindow(window: Window): void
}

const AXIS = 18
const READOUT = 44
const HEADER = 14
const OUTSIDE_NAMES = ['T', 'Q', 'A'] as const

export function LayerMapPlot({ subject, map, width, height, length, onWindow }: Props) {
  const { generation, alignment, span, retrievalLayers, layer } = subject
  const goTo = useDocument((state) => state.goTo)
  const chooseLayer = useLens((state) => state.chooseLayer)
  const [cell, setCell] = useState<Cell>()
  const plot = useRef<HTMLDivElement>(null)
  const scale = useScale()
  const rows = map.rows.length
  const [brush, setBrush] = useState<{ from: number; to: number }>()
  const tall = Math.max(rows * 3, height - AXIS - READOUT - HEADER)
  const text = useMemo(() => textPixels(map, generation, span, scale), [map, generation, span, scale])
  const outside = useMemo(() => outsidePixels(map, generation, span, scale), [map, generation, span, scale])
  const ticks = useMemo(() => pageTicks(generation, alignment, width, map.within), [generation, alignment, width, map])
  const best = useMemo(() => topCells(map), [map])

  const under = (event: PointerEvent<HTMLElement>): Cell | undefined => {
    const { left, top } = plot.current!.getBoundingClientRect()
    const row = Math.floor(((event.clientY - top) / tall) * rows)
    if (row < 0 || row >= rows) return undefined
    const x = event.clientX - left
    if (x < width) return { row, bin: clamp(Math.floor((x / width) * map.bins), map.bins) }
    return { row, outside: clamp(Math.floor((x - width - 6) / 16), 3) as 0 | 1 | 2 }
  }
  const choose = (chosen: Cell | undefined) => {
    if (!chosen) return
    chooseLayer(map.rows[chosen.row]!.layers[0]!)
    if (!('bin' in chosen) || !alignment || !generation.part) return
    const [from, to] = binTokens(map, chosen.bin)
    goTo(...alignment.charactersOf(generation.part.from + from, generation.part.from + Math.max(from + 1, to)))
  }
  const at = (clientX: number) =>
    Math.min(1, Math.max(0, (clientX - plot.current!.getBoundingClientRect().left) / width))
  const zoom = (factor: number, place: number) => onWindow(zoomed(map.within, factor, place, length))
  useWheel(plot, (event) => {
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      onWindow(panned(map.within, (event.deltaX || event.deltaY) / width, length))
    else zoom(Math.exp(-event.deltaY / 300), at(event.clientX))
  })
  const release = (event: PointerEvent<HTMLElement>) => {
    if (!brush) return
    setBrush(undefined)
    if (Math.abs(brush.to - brush.from) * width < 5) choose(under(event))
    else onWindow(brushed(map.within, brush.from, brush.to, length))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const place = cell && 'bin' in cell ? (cell.bin + 0.5) / map.bins : 0.5
    if (event.key === 'Enter' || event.key === ' ') choose(cell)
    else if (event.key === '+' || event.key === '=') zoom(2, place)
    else if (event.key === '-') zoom(0.5, place)
    else if (event.key === '0') onWindow({ from: 0, to: length })
    else if (event.shiftKey && event.key === 'ArrowLeft') onWindow(panned(map.within, -0.25, length))
    else if (event.shiftKey && event.key === 'ArrowRight') onWindow(panned(map.within, 0.25, length))
    else {
      const next = moveCell(cell ?? { row: 0, bin: best[0]?.bin ?? 0 }, event.key, map, width)
      if (!next) return
      setCell(next)
    }
    event.preventDefault()
  }

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
        onKeyDown={onKeyDown}
        onFocus={() => setCell((known) => known ?? { row: best[0]?.row ?? 0, bin: best[0]?.bin ?? 0 })}
        onPointerDown={(event) => {
          const inText = event.clientX - plot.current!.getBoundingClientRect().left < width
          if (event.button !== 0 || !inText) return choose(under(event))
          event.currentTarget.setPointerCapture?.(event.pointerId)
          setBrush({ from: at(event.clientX), to: at(event.clientX) })
        }}
        onPointerMove={(event) => {
          setCell(under(event))
          if (brush) setBrush({ from: brush.from, to: at(event.clientX) })
        }}
        onPointerUp={release}
        onPointerLeave={() => setCell(undefined)}
        onDoubleClick={() => onWindow({ from: 0, to: length })}
      >
        <div className="lens-map-names" style={{ left: width + 6 }} aria-hidden>
          {OUTSIDE_NAMES.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </div>
        <div ref={plot} className="lens-map-cells" style={{ height: tall }}>
          <MapCanvas
            className="lens-map-text"
            pixels={text}
            columns={map.bins}
            rows={rows}
            width={width}
            height={tall}
          />
          <MapCanvas className="lens-map-outside" pixels={outside} columns={3} rows={rows} width={48} height={tall} />
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

const Brush = ({ from, to, width }: { from: number; to: number; width: number }) => (
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

const clamp = (value: number, below: number): number => Math.min(below - 1, Math.max(0, value))
