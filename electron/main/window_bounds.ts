import { z } from 'zod'

/** Where the window was, in screen coordinates. */
export const WindowPlaceSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof WindowPlaceSchema>

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export const SMALLEST = { width: 880, height: 560 }
const USUAL = { width: 1280, height: 800 }
/** So much of the window's upper edge must be on a display, or nobody could move it back. */
const GRIP = { width: 160, height: 32 }

/** Where to open the window: where it was, as far as the displays that are there now allow. First display: primary. */
export function openingPlace(was: WindowPlace | undefined, workAreas: readonly Rectangle[]): WindowPlace {
  const primary = workAreas[0] ?? { x: 0, y: 0, ...USUAL }
  if (!was) return { ...centred(USUAL, primary), maximized: false }
  const home = workAreas.find((area) => hasGrip(was, area))
  if (!home) return { ...centred(was, primary), maximized: was.maximized }
  return { x: was.x, y: was.y, ...fitted(was, home), maximized: was.maximized }
}

function hasGrip(place: Rectangle, area: Rectangle): boolean {
  const width = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
  return width >= GRIP.width && place.y >= area.y && place.y + GRIP.height <= area.y + area.height
}

function centred(size: { width: number; height: number }, area: Rectangle): Rectangle {
  const { width, height } = fitted(size, area)
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  }
}

function fitted(size: { width: number; height: number }, area: Rectangle): { width: number; height: number } {
  return {
    width: Math.max(SMALLEST.width, Math.min(size.width, area.width)),
    height: Math.max(SMALLEST.height, Math.min(size.height, area.height)),
  }
}
