import type { PDFPageProxy } from 'pdfjs-dist'
import type { Turn } from '../turns'

/** Pixels of screen for one of CSS; more is not seen, but paid for. */
const SHARPEST = 2
/** A canvas of more pixels is drawn coarser. */
const MOST_PIXELS = 16_000_000

/** Draws a page on a canvas of its own. Rejects when the page can't be drawn or the signal says so. */
export async function drawPage(
  page: PDFPageProxy,
  size: { width: number; height: number },
  turn: Turn,
  signal: AbortSignal,
  sharpest = SHARPEST,
): Promise<HTMLCanvasElement> {
  signal.throwIfAborted()
  const ratio = Math.min(devicePixelRatio, sharpest, Math.sqrt(MOST_PIXELS / (size.width * size.height)))
  const natural = page.getViewport({ scale: 1, rotation: turn })
  const viewport = page.getViewport({ scale: (size.width * ratio) / natural.width, rotation: turn })
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(size.width * ratio))
  canvas.height = Math.max(1, Math.round(size.height * ratio))
  const task = page.render({ canvas, viewport })
  const stop = () => task.cancel()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await task.promise
    return canvas
  } catch (error) {
    releaseCanvas(canvas)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Gives a canvas's memory back now instead of when it is collected. */
export function releaseCanvas(canvas: HTMLCanvasElement | undefined): void {
  if (!canvas) return
  canvas.width = 0
  canvas.height = 0
}
