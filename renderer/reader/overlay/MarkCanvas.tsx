import { memo, useEffect, useRef } from 'react'
import type { Page } from '../../../electron/shared/document/types'
import type { PageMark } from './page_marks'

/** Pixels for a point: enough for boxes that are too many to look at one by one. */
const SHARPNESS = 2

/** All marks of a page as one picture. */
export const MarkCanvas = memo(({ marks, page }: { marks: PageMark[]; page: Page }) => {
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    const context = canvas.current!.getContext('2d')!
    const style = getComputedStyle(canvas.current!)
    context.setTransform(SHARPNESS, 0, 0, SHARPNESS, 0, 0)
    context.clearRect(0, 0, page.width, page.height)
    for (const { mark, boxes } of marks) {
      const colour = style.getPropertyValue(mark.kind === 'missed' ? '--score' : `--${mark.kind}`)
      const alpha = mark.kind === 'never' ? 0.3 : 0.12 + 0.4 * mark.strength
      context.fillStyle = `rgb(${colour} / ${alpha})`
      for (const { x, y, width, height } of boxes) context.fillRect(x, y, width, height)
    }
  }, [marks, page])

  return (
    <canvas
      ref={canvas}
      className="reader-marks reader-marks-shading"
      width={Math.round(page.width * SHARPNESS)}
      height={Math.round(page.height * SHARPNESS)}
      role="img"
      aria-label={`${marks.length.toLocaleString('en')} marked places on this page`}
    />
  )
})
