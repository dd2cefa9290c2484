import { writeOutput } from '../../../../../electron/export/output_file'
import { ZipReader } from '../../../../../electron/export/zip/read'
import { ZipWriter } from '../../../../../electron/export/zip/write'

/** A saved analysis made again with other contents. */
export async function remake(path: string, change: (files: Map<string, Buffer>) => void): Promise<void> {
  const zip = await ZipReader.open(path)
  const files = new Map<string, Buffer>()
  for (const entry of zip.entries) {
    const chunks: Buffer[] = []
    for await (const chunk of zip.read(entry)) chunks.push(chunk)
    files.set(entry.name, Buffer.concat(chunks))
  }
  change(files)
  await writeOutput(path, 'The analysis', async (file) => {
    const writer = new ZipWriter(file)
    for (const [name, data] of files) await writer.add({ name, deflate: name !== 'mimetype', data: [data] })
    await writer.finish()
  })
}
