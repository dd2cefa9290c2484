/** Where the card of a step stands: beside what it points at, within the window. */

export interface Rect {
  left: number
  top: number
  width: number
  height: number
}

const GAP = 12
const EDGE = 8

export function cardPlace(
  target: Rect | undefined,
  card: { width: number; height: number },
  window: { width: number; height: number },
): { left: number; top: number } {
  const most = { left: window.width - card.width - EDGE, top: window.height - card.height - EDGE }
  const within = (left: number, top: number) => ({
    left: Math.max(EDGE, Math.min(most.left, left)),
    top: Math.max(EDGE, Math.min(most.top, top)),
  })
  if (!target) return within((window.width - card.width) / 2, (window.height - card.height) / 2)
  const middle = target.top + (target.height - card.height) / 2
  if (target.left - GAP - card.width >= EDGE) return within(target.left - GAP - card.width, middle)
  if (target.left + target.width + GAP <= most.left) return within(target.left + target.width + GAP, middle)
  const centre = target.left + (target.width - card.width) / 2
  if (target.top - GAP - card.height >= EDGE) return within(centre, target.top - GAP - card.height)
  return within(centre, target.top + target.height + GAP)
}
