import type { Point } from './geometry'

/** What lies inside of outlines: where they go round more often one way than the other, or an odd number of times. */
export interface Region {
  outlines: readonly (readonly Point[])[]
  evenOdd: boolean
}

/** Whether a place lies inside, told by the sides that a ray from it crosses. */
export function isInside({ outlines, evenOdd }: Region, x: number, y: number): boolean {
  let turns = 0
  for (const outline of outlines) {
    for (const [i, [x2, y2]] of outline.entries()) {
      const [x1, y1] = outline.at(i - 1)!
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) turns += y2 > y1 ? 1 : -1
    }
  }
  return evenOdd ? turns % 2 !== 0 : turns !== 0
}
