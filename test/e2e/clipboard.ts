import type { Running } from '../../electron/scripts/stage/launch'

/** What is in the clipboard; Electron's clipboard became the web's between 33 and 45. */

export const clipboardText = ({ app }: Running): Promise<string> =>
  app.evaluate(async ({ clipboard }) => clipboard.readText())

/** The picture's PNG, as base64. */
const png = ({ app }: Running): Promise<string> =>
  app.evaluate(async ({ clipboard }) => {
    const old = clipboard as unknown as { readImage?(): Electron.NativeImage }
    if (old.readImage) return old.readImage().toPNG().toString('base64')
    const item = (await clipboard.read()).find(({ types }) => types.includes('image/png'))
    const blob = await item?.getType('image/png')
    return blob ? Buffer.from(await blob.arrayBuffer()).toString('base64') : ''
  })

/** Its size in pixels; undefined if it holds no PNG. */
export async function clipboardPicture(running: Running): Promise<{ width: number; height: number } | undefined> {
  const bytes = Buffer.from(await png(running), 'base64')
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return undefined
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}
