import type { SourceDocument } from '../../../electron/shared/document/types'
import type { Mark } from '../../state/marks'
import { placesInColumn } from './places'

/** Draws where marks lie over the height of the document. Of the marks that share a line, the strongest counts. */
export function drawRuler(canvas: HTMLCanvasElement, source: SourceDocument, marks: readonly Mark[]): void {
  const ratio = devicePixelRatio
  const width = Math.round(canvas.clientWidth * ratio)
  const height = Math.round(canvas.clientHeight * ratio)
  if (width === 0 || height === 0) return
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')!
  const style = getComputedStyle(canvas)
  const thick = Math.max(2, Math.round(2 * ratio))
  for (const [kind, lines] of strongest(source, marks, Math.ceil(height / thick))) {
    const colour = style.getPropertyValue(`--${kind === 'missed' ? 'score' : kind}`).trim()
    for (const [line, strength] of lines.entries()) {
      if (strength === 0) continue
      context.fillStyle = `rgb(${colour} / ${0.35 + 0.65 * strength})`
      // sentences asked about and found words stand at the right, so that they hide nothing
      const isAside = kind === 'asked' || kind === 'found'
      // evidence is told by length, too: a small bar for each place
      const long = kind === 'evidence' ? 0.12 + 0.5 * strength : 0.55
      context.fillRect(isAside ? width * 0.65 : 0, line * thick, isAside ? width * 0.35 : width * long, thick)
    }
  }
}

function strongest(source: SourceDocument, marks: readonly Mark[], lines: number): Map<Mark['kind'], Float32Array> {
  const placeOf = placesInColumn(source)
  const kinds = new Map<Mark['kind'], Float32Array>()
  for (const { kind, start, strength } of marks) {
    const list = kinds.get(kind) ?? new Float32Array(lines)
    kinds.set(kind, list)
    const line = Math.min(lines - 1, Math.floor(placeOf(start) * lines))
    list[line] = Math.max(list[line]!, strength, 0.05)
  }
  return kinds
}
