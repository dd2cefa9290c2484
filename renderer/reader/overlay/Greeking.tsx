import { memo, useEffect, useRef } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { rangesWithin } from '../search'

/** Pixels for a point: bars need no sharpness, and pages fly by. */
const COARSE = 0.5

let colour: string | undefined

/** Asked once: asking for a style makes the browser lay the page out at once. */
function greek(): string {
  colour ??= getComputedStyle(document.documentElement).getPropertyValue('--greek')
  return colour
}

/** Grey bars where the text is, until pdf.js has drawn the page: one sees at once where one is. */
export const Greeking = memo(({ source, number }: { source: SourceDocument; number: number }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const page = source.pages[number - 1]!

  useEffect(() => {
    const context = canvas.current!.getContext('2d')!
    context.fillStyle = greek()
    context.scale(COARSE, COARSE)
    const [from, to] = rangesWithin(source.runs, page.start, page.end)
    for (const { page: on, box } of source.runs.slice(from, to)) {
      if (on !== number) continue
      // the letters' bodies, without the room above and below them
      context.fillRect(box.x, box.y + box.height * 0.3, box.width, box.height * 0.4)
    }
  }, [source, number, page])

  return (
    <canvas
      className="reader-greeking"
      ref={canvas}
      width={Math.ceil(page.width * COARSE)}
      height={Math.ceil(page.height * COARSE)}
    />
  )
})
