import { ask } from '../ipc/client'

/** Twice as many pixels as the picture has: sharp on paper and screens. */
const SHARPNESS = 2
/** Of a canvas, in each direction. */
const MOST_PIXELS = 16_384

export async function copySvg(svg: string): Promise<void> {
  await ask('app.copy', { text: svg })
}

export async function copyPng(svg: string): Promise<void> {
  await ask('app.copyPicture', { png: await pngOf(svg) })
}

async function pngOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const { naturalWidth: width, naturalHeight: height } = image
  const scale = Math.min(SHARPNESS, MOST_PIXELS / width, MOST_PIXELS / height)
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale))
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return bytesOf(canvas)
}

/** Cells as an image in an SVG: a rectangle for each would be megabytes. */
export async function pixelsUrl(pixels: Uint8ClampedArray, columns: number, rows: number): Promise<string> {
  const canvas = new OffscreenCanvas(columns, rows)
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(pixels), columns, rows), 0, 0)
  const text = Array.from(await bytesOf(canvas), (byte) => String.fromCharCode(byte)).join('')
  return `data:image/png;base64,${btoa(text)}`
}

const bytesOf = async (canvas: OffscreenCanvas) =>
  new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
