import type { Page } from '../../electron/shared/document/types'
import { GAP } from './layout'
import { type Size, type Turn, turnOf, turnSize } from './turns'

/** How large pages are shown: 1 is their real size, or what fits the pane. */
export type Zoom = number | 'width' | 'page'

/** CSS pixels for a point at zoom 1. */
export const PIXELS_PER_POINT = 96 / 72

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6]
const LEAST = STEPS[0]!
const MOST = STEPS.at(-1)!
/** Chromium lays out nothing taller than 2^25 pixels. */
const TALLEST = 30_000_000

/** Pages this much wider than usual may stick out of the pane. */
const FAR = 1.35

/** The next step up (1) or down (-1) from a zoom. */
export function stepFrom(zoom: number, direction: 1 | -1): number {
  if (direction > 0) return STEPS.find((step) => step > zoom * 1.02) ?? MOST
  return STEPS.findLast((step) => step < zoom / 1.02) ?? LEAST
}

export const clampZoom = (zoom: number): number => Math.min(MOST, Math.max(LEAST, zoom))

/** CSS pixels for a point: of a zoom, in a pane, for a document that is open at `page` (index). */
export function scaleOf(zoom: Zoom, pages: readonly Page[], turn: Turn, pane: Size, page: number): number {
  const wanted = typeof zoom === 'number' ? clampZoom(zoom) * PIXELS_PER_POINT : fit(zoom, pages, turn, pane, page)
  const tall = pages.reduce((sum, one) => sum + turnSize(one, turnOf((one.rotation ?? 0) + turn)).height, 0)
  return Math.min(wanted, TALLEST / Math.max(tall, 1))
}

function fit(zoom: 'width' | 'page', pages: readonly Page[], turn: Turn, pane: Size, page: number): number {
  const room = Math.max(pane.width - 2 * GAP, 50)
  const shown = (one: Page) => turnSize(one, turnOf((one.rotation ?? 0) + turn))
  // A folded-out map must not make all other pages small: what is far wider than usual does not count
  const widths = pages.map((one) => shown(one).width).sort((a, b) => a - b)
  const usual = widths[widths.length >> 1] ?? room
  const widest = widths.findLast((width) => width <= usual * FAR) ?? usual
  const width = room / (zoom === 'width' ? widest : shown(pages[page]!).width)
  if (zoom === 'width') return bounded(width)
  return bounded(Math.min(width, Math.max(pane.height - 2 * GAP, 50) / shown(pages[page]!).height))
}

const bounded = (scale: number) => clampZoom(scale / PIXELS_PER_POINT) * PIXELS_PER_POINT
