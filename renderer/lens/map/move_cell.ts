import type { Cell } from '../../../electron/shared/shown/map_cells'
import type { GroupedMap } from '../../../electron/shared/shown/map_groups'

/** The cell an arrow key leads to: one layer up or down, a few pixels along the text, on into the columns outside. */
export function moveCell(
  cell: Cell,
  key: string,
  map: Pick<GroupedMap, 'bins' | 'rows'>,
  width: number,
): Cell | undefined {
  if (key === 'ArrowUp') return { ...cell, row: Math.max(0, cell.row - 1) }
  if (key === 'ArrowDown') return { ...cell, row: Math.min(map.rows.length - 1, cell.row + 1) }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const by = key === 'ArrowRight' ? 1 : -1
  const { row } = cell
  if ('outside' in cell) {
    const next = cell.outside + by
    if (next < 0) return { row, bin: map.bins - 1 }
    return { row, outside: Math.min(2, next) as 0 | 1 | 2 }
  }
  const bin = cell.bin + by * Math.max(1, Math.round((map.bins / Math.max(1, width)) * 4))
  return bin >= map.bins && cell.bin === map.bins - 1 ? { row, outside: 0 } : { row, bin: clamp(bin, map.bins) }
}

const clamp = (value: number, below: number): number => Math.min(below - 1, Math.max(0, value))
