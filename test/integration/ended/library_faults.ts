import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Library } from '../../../electron/library/store'
import { type Ending, Endings } from './endings'
import type { Said } from './session'

/** Sessions on a library. */
export const librarySessions = (ending: Ending) => new Endings<Said>(ending, join(import.meta.dirname, 'session.ts'))

/** When they end. */
export const LIBRARY_MOMENTS = { lines: 40, ms: 12 }

/** What is wrong with the library: what was said to be done and isn't there, and what is there but not whole. */
export async function libraryFaults({ data, said }: Endings<Said>): Promise<string[]> {
  const problems: string[] = []
  const library = await Library.open(data, ({ message }) => problems.push(message))
  try {
    return [...problems, ...lost(library, said), ...broken(library)]
  } finally {
    library.close()
  }
}

function lost(library: Library, said: readonly Said[]): string[] {
  const { settings, answers } = library
  const texts = new Map(library.list().map(({ id }) => [id, readFileSync(library.source(id)!, 'utf8')]))
  return said
    .filter((one) => {
      if ('setting' in one) return (settings.read('round', z.number()) ?? 0) < one.setting
      if (!('answer' in one)) return texts.get(one.document) !== one.text
      const answer = answers.get(one.answer)
      return !answer?.text.startsWith(one.text) || (one.isDone && answer.state !== 'done')
    })
    .map((one) => `lost: ${JSON.stringify(one).slice(0, 120)}`)
}

/** Documents that the library lists but that are not as they were taken in. */
function broken(library: Library): string[] {
  return library.list().flatMap(({ id }) => {
    const source = readFileSync(library.source(id)!)
    const text = readFileSync(library.files.text(id), 'utf8')
    const sha256 = createHash('sha256').update(source).digest('hex')
    const isWhole = sha256 === library.sha256(id) && JSON.parse(text).text === source.toString()
    return isWhole ? [] : [`not whole: ${id}`]
  })
}
