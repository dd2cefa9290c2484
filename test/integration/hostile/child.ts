import { copyFileSync, mkdirSync, writeSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { resourceUsage } from 'node:process'
import { readDocument } from '../../../electron/documents/read'
import { EngineError } from '../../../electron/engine/errors'
import { inspectModel } from '../../../electron/engine/model'
import { readAnalysis } from '../../../electron/export/saved/read'
import { StorageError } from '../../../electron/library/storage_error'
import { Library } from '../../../electron/library/store'
import { WindowPlaceSchema } from '../../../electron/main/window_bounds'
import { DocumentError } from '../../../electron/shared/document/types'

/**
 * usage: child.ts FILE...
 * Reads files, one after the other, and says which one it begins and what came of it, a line of JSON each.
 */
/** Errors whose message is a sentence for people. */
const TOLD = [DocumentError, StorageError, EngineError]

const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`)

const readers: Record<string, (path: string, name: string, folder: string) => Promise<object>> = {
  async sparselens(path, name, folder) {
    const { answers } = await readAnalysis(path, name, folder)
    return { characters: answers.length }
  },
  async gguf(path) {
    const { architecture } = await inspectModel(path)
    return { characters: architecture.length }
  },
  /** All that the app asks of a library at its start. What a damaged one gave up is a sentence of its own. */
  async db(path, _name, folder) {
    const problems: StorageError[] = []
    mkdirSync(folder)
    copyFileSync(path, join(folder, 'library.db'))
    const library = await Library.open(folder, (problem) => problems.push(problem))
    try {
      for (const { id } of library.list()) {
        if (!library.source(id)!.startsWith(folder)) throw new Error(`It would read ${library.source(id)}.`)
        library.answers.list(id)
      }
      library.answers.unfinished()
      library.settings.read('window', WindowPlaceSchema)
      library.settings.settings()
      library.models.all()
    } finally {
      library.close()
    }
    if (problems[0]) throw problems[0]
    return { characters: 0 }
  },
}

async function read(path: string): Promise<object> {
  const name = basename(path)
  try {
    const reader = readers[extname(name).slice(1)]
    if (reader) return await reader(path, name, join(dirname(path), `into ${name}`))
    const { text } = await readDocument(path)
    return { characters: text.length }
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    return { code: TOLD.some((kind) => error instanceof kind) ? code : 'none', message }
  }
}

for (const path of process.argv.slice(2)) {
  const name = basename(path)
  say({ begins: name })
  const before = process.cpuUsage()
  const came = await read(path)
  const { user, system } = process.cpuUsage(before)
  say({ ended: name, seconds: (user + system) / 1e6, peak: resourceUsage().maxRSS, ...came })
}
process.exit(0)
