import { useEffect, useRef } from 'react'

interface Props {
  /** One pixel for each cell, RGBA. */
  pixels: Uint8ClampedArray
  columns: number
  rows: number
  className: string
  width: number
  height: number
}

/** A picture of cells, each as large as fits, with sharp edges. */
export function MapCanvas({ pixels, columns, rows, className, width, height }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const target = canvas.current
    const context = target?.getContext('2d')
    if (!target || !context || columns === 0 || rows === 0) return
    target.width = Math.max(1, Math.round(width * devicePixelRatio))
    target.height = Math.max(1, Math.round(height * devicePixelRatio))
    const cells = new OffscreenCanvas(columns, rows)
    cells.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(pixels), columns, rows), 0, 0)
    context.imageSmoothingEnabled = false
    context.drawImage(cells, 0, 0, target.width, target.height)
  }, [pixels, columns, rows, width, height])
  return <canvas ref={canvas} className={className} style={{ width, height }} aria-hidden />
}
