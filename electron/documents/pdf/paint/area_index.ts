import { contains, type Rect } from './geometry'
import type { Area } from './ink'

/** Points along a side of a square of the grid. */
const SQUARE = 24
/** Areas over more squares than this are asked one by one. */
const MOST_SQUARES = 64

/** Finds the areas that a place lies in; a page may have thousands. */
export class AreaIndex {
  private readonly squares = new Map<string, Area[]>()
  private readonly large: Area[] = []

  constructor(areas: readonly Area[], page: Rect) {
    for (const area of areas) this.add(area, page)
  }

  /** In the order in which they are painted. */
  at(x: number, y: number): Area[] {
    const small = this.squares.get(keyOf(Math.floor(x / SQUARE), Math.floor(y / SQUARE))) ?? []
    const found = [...this.large, ...small].filter(({ rect }) => contains(rect, x, y))
    return found.length > 1 ? found.sort((a, b) => a.order - b.order) : found
  }

  private add(area: Area, page: Rect): void {
    const limits = [
      Math.max(area.rect[0], page[0]),
      Math.max(area.rect[1], page[1]),
      Math.min(area.rect[2], page[2]),
      Math.min(area.rect[3], page[3]),
    ].map((limit) => Math.floor(limit / SQUARE)) as [number, number, number, number]
    const [left, bottom, right, top] = limits
    if (right < left || top < bottom) return
    if ((right - left + 1) * (top - bottom + 1) > MOST_SQUARES) {
      this.large.push(area)
      return
    }
    for (let x = left; x <= right; x++) {
      for (let y = bottom; y <= top; y++) {
        const key = keyOf(x, y)
        const square = this.squares.get(key)
        if (square) square.push(area)
        else this.squares.set(key, [area])
      }
    }
  }
}

const keyOf = (x: number, y: number): string => `${x} ${y}`
