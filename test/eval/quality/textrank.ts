import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CACHE } from '../texts/packages'

/** The baseline of the field, from a Python package of its own environment: `pip` gets it once. */

const run = promisify(execFile)
const ENVIRONMENT = join(CACHE, 'sumy-0.11.0')
const PYTHON = join(ENVIRONMENT, 'bin', 'python')
const SCRIPT = 'test/eval/quality/textrank.py'

export async function installTextRank(): Promise<void> {
  if (existsSync(join(ENVIRONMENT, 'ready'))) return
  await run('python3', ['-m', 'venv', ENVIRONMENT])
  await run(PYTHON, ['-m', 'pip', 'install', '-q', 'sumy==0.11.0', 'numpy', 'lxml_html_clean'])
  await run('touch', [join(ENVIRONMENT, 'ready')])
}

/** Indices of the sentences that TextRank puts first, in the order of the text. */
export function textRank(sentences: readonly string[], most: number): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = execFile(PYTHON, [SCRIPT], { maxBuffer: 2 ** 24 }, (error, stdout) =>
      error ? reject(error) : resolve(JSON.parse(stdout)),
    )
    child.stdin!.end(JSON.stringify({ sentences, most }))
  })
}
