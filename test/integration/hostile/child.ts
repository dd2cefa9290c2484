import { writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { resourceUsage } from 'node:process'
import { readDocument } from '../../../electron/documents/read'
import { readAnalysis } from '../../../electron/export/saved/read'
import { DocumentError } from '../../../electron/shared/document/types'

/**
 * usage: child.ts FILE...
 * Reads files, one after the other, and says which one it begins and what came of it, a line of JSON each.
 */
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`)

async function read(path: string): Promise<object> {
  const name = basename(path)
  try {
    if (name.endsWith('.sparselens')) {
      const { answers } = await readAnalysis(path, name, join(dirname(path), `into ${name}`))
      return { characters: answers.length }
    }
    const { text } = await readDocument(path)
    return { characters: text.length }
  } catch (error) {
    const { message } = error as Error
    return error instanceof DocumentError ? { code: error.code, message } : { code: 'none', message }
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
