import type { PointerEvent } from 'react'

/** Of a button on a page: a click on it doesn't ask about the sentence below it. */
export const apart = {
  onPointerDown: (event: PointerEvent) => event.stopPropagation(),
  onPointerUp: (event: PointerEvent) => event.stopPropagation(),
}
