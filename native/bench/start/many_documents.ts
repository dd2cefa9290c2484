import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../../../electron/documents/text/text'
import { Library } from '../../../electron/library/store'
import { listedDocument } from '../../../electron/shared/ipc/listed_document'

/** Fills a library with short notes, as the app would have stored them. */
export async function fillLibrary(root: string, documents: number): Promise<void> {
  const library = await Library.open(root)
  const from = join(root, 'to-add')
  mkdirSync(from)
  for (let i = 0; i < documents; i++) {
    const file = `Minutes of meeting ${i}.txt`
    const path = join(from, file)
    const text = `Minutes of meeting ${i}\n\nThe board met and decided ${i} things.\n`
    writeFileSync(path, text)
    const incoming = await library.files.copyIn(path)
    const source = readText(text, file)
    writeFileSync(incoming.document, JSON.stringify(source))
    await library.add(incoming, file, listedDocument(source))
  }
  rmSync(from, { recursive: true })
  library.close()
}
