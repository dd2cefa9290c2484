import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react'
import { binTokens, type Cell } from '../../../electron/shared/shown/map_cells'
import type { GroupedMap } from '../../../electron/shared/shown/map_groups'
import { useDocument } from '../../state/document'
import { useLens } from '../../state/lens'
import { documentStretches } from '../subject/read_tokens'
import type { Subject } from '../subject/subject'
import { moveCell } from './move_cell'
import { useWheel } from './use_wheel'
import { brushed, panned, type Window, zoomed } from './zoom_window'

/** The map as it is drawn, for pointer, wheel and keys. */
export interface DrawnMap {
  subject: Subject
  map: GroupedMap
  /** Of the text's part of the cells, in CSS pixels. */
  width: number
  /** Of all rows, in CSS pixels. */
  tall: number
  /** Tokens of the text that was read. */
  length: number
  /** Where the cross-hair begins. */
  best: Cell | undefined
  onWindow(window: Window): void
}

/** A stretch that is being drawn over the cells, in shares of their width. */
export interface Stretch {
  from: number
  to: number
}

/** What pointer, wheel and keys do on the map: the cross-hair, a choice, a closer look. */
export function useMapInput(drawn: DrawnMap) {
  const { map, width, length, best, onWindow } = drawn
  const plot = useRef<HTMLDivElement>(null)
  const [cell, setCell] = useState<Cell>()
  const [brush, setBrush] = useState<Stretch>()
  const choose = useChoice(drawn)
  const under = (event: PointerEvent<HTMLElement>) => cellUnder(event, plot.current!.getBoundingClientRect(), drawn)
  const at = (clientX: number) =>
    Math.min(1, Math.max(0, (clientX - plot.current!.getBoundingClientRect().left) / width))
  const showAll = () => onWindow({ from: 0, to: length })
  useZoomingWheel(plot, drawn, at)
  const handlers = {
    onKeyDown: useKeys(drawn, cell, setCell, choose),
    onFocus: () => setCell((known) => known ?? { row: best?.row ?? 0, bin: binOf(best) }),
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const inText = event.clientX - plot.current!.getBoundingClientRect().left < width
      if (event.button !== 0 || !inText) return choose(under(event))
      event.currentTarget.setPointerCapture?.(event.pointerId)
      setBrush({ from: at(event.clientX), to: at(event.clientX) })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      setCell(under(event))
      if (brush) setBrush({ from: brush.from, to: at(event.clientX) })
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (!brush) return
      setBrush(undefined)
      if (Math.abs(brush.to - brush.from) * width < 5) choose(under(event))
      else onWindow(brushed(map.within, brush.from, brush.to, length))
    },
    onPointerLeave: () => setCell(undefined),
    onDoubleClick: showAll,
  }
  return { plot, cell, brush, handlers }
}

/** A layer and the place of the document that a cell stands for are gone to. */
function useChoice({ subject: { alignment, generation }, map }: DrawnMap) {
  const goTo = useDocument((state) => state.goTo)
  const chooseLayer = useLens((state) => state.chooseLayer)
  return (chosen: Cell | undefined) => {
    if (!chosen) return
    chooseLayer(map.rows[chosen.row]!.layers[0]!)
    if (!('bin' in chosen) || !alignment) return
    const [from, to] = binTokens(map, chosen.bin)
    const [tokens] = documentStretches(from, Math.max(from + 1, to), generation)
    if (tokens) goTo(...alignment.charactersOf(...tokens))
  }
}

/** The wheel goes closer, and along the text with Shift. */
function useZoomingWheel(
  plot: RefObject<HTMLDivElement | null>,
  { map, width, length, onWindow }: DrawnMap,
  at: (clientX: number) => number,
): void {
  useWheel(plot, (event) => {
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      onWindow(panned(map.within, (event.deltaX || event.deltaY) / width, length))
    else onWindow(zoomed(map.within, Math.exp(-event.deltaY / 300), at(event.clientX), length))
  })
}

function useKeys(
  { map, width, length, best, onWindow }: DrawnMap,
  cell: Cell | undefined,
  setCell: (cell: Cell) => void,
  choose: (cell: Cell | undefined) => void,
) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const place = cell && 'bin' in cell ? (cell.bin + 0.5) / map.bins : 0.5
    if (event.key === 'Enter' || event.key === ' ') choose(cell)
    else if (event.key === '+' || event.key === '=') onWindow(zoomed(map.within, 2, place, length))
    else if (event.key === '-') onWindow(zoomed(map.within, 0.5, place, length))
    else if (event.key === '0') onWindow({ from: 0, to: length })
    else if (event.shiftKey && event.key === 'ArrowLeft') onWindow(panned(map.within, -0.25, length))
    else if (event.shiftKey && event.key === 'ArrowRight') onWindow(panned(map.within, 0.25, length))
    else {
      const next = moveCell(cell ?? { row: 0, bin: binOf(best) }, event.key, map, width)
      if (!next) return
      setCell(next)
    }
    event.preventDefault()
  }
}

/** The cell at a point of the screen; undefined above and below the rows. */
function cellUnder(
  { clientX, clientY }: { clientX: number; clientY: number },
  { left, top }: { left: number; top: number },
  { map, width, tall }: DrawnMap,
): Cell | undefined {
  const rows = map.rows.length
  const row = Math.floor(((clientY - top) / tall) * rows)
  if (row < 0 || row >= rows) return undefined
  const x = clientX - left
  if (x < width) return { row, bin: clamp(Math.floor((x / width) * map.bins), map.bins) }
  return { row, outside: clamp(Math.floor((x - width - 6) / 16), 3) as 0 | 1 | 2 }
}

const binOf = (cell: Cell | undefined): number => (cell && 'bin' in cell ? cell.bin : 0)

const clamp = (value: number, below: number): number => Math.min(below - 1, Math.max(0, value))
