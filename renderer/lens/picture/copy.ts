import { ask } from '../../ipc/client'

/** Twice as many pixels as the picture has: sharp on paper and screens. */
const SHARPNESS = 2

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
  const canvas = new OffscreenCanvas(image.naturalWidth * SHARPNESS, image.naturalHeight * SHARPNESS)
  const context = canvas.getContext('2d')!
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
}

/** Cells as an image in an SVG: a rectangle for each would be megabytes. */
export async function pixelsUrl(pixels: Uint8ClampedArray, columns: number, rows: number): Promise<string> {
  const canvas = new OffscreenCanvas(columns, rows)
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(pixels), columns, rows), 0, 0)
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return `data:image/png;base64,${btoa(text)}`
}
