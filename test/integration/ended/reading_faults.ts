import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readText } from '../../../electron/documents/text/text'
import { readTokens, TOKENS_FILE } from '../../../electron/library/tokens_file'
import { openTrace } from '../../../electron/trace/open'
import { EngineClient } from '../engine_client'
import { type Ending, Endings, filesBelow } from './endings'

export const QUESTION = { kind: 'question' as const, question: 'What was spent?', looks: 1 as const }

/** What a session of readings.ts says. */
export type Said =
  /** A text that is about to be read. */
  | { begun: string }
  /** An answer's folder, with the traces of so many tokens. */
  | { answered: string; tokens: number[] }
  /** A text of which the KV cache was written. */
  | { kept: string }

/** Sessions of the engine. */
export const readingSessions = (ending: Ending) => new Endings<Said>(ending, join(import.meta.dirname, 'readings.ts'))

/** When they end. */
export const READING_MOMENTS = { lines: 9, ms: 300 }

/** What is wrong with traces and KV caches: what was said to be done and isn't there, and what is taken as whole but isn't. */
export async function readingFaults({ data, said }: Endings<Said>): Promise<string[]> {
  const traces = filesBelow(data).filter((path) => path.endsWith('.trace'))
  const faults = await Promise.all([...traces.map(broken), ...said.map(lost)])
  return [...faults.flat(), ...(await misread(data, said))]
}

/** Rows of a file under its own name are all there. */
async function broken(path: string): Promise<string[]> {
  try {
    const trace = await openTrace(path)
    await trace.verify()
    trace.close()
    return []
  } catch (error) {
    return [`${path}: ${(error as Error).message}`]
  }
}

async function lost(said: Said): Promise<string[]> {
  if (!('answered' in said)) return []
  try {
    await readTokens(join(said.answered, TOKENS_FILE))
    for (const [i, tokens] of said.tokens.entries()) {
      const trace = await openTrace(join(said.answered, `${i}.trace`))
      const { info } = trace
      trace.close()
      if (info.tokens !== tokens) return [`${said.answered}: ${info.tokens} rows of ${tokens} tokens`]
    }
    return []
  } catch (error) {
    return [`lost: ${said.answered}: ${(error as Error).message}`]
  }
}

/** What was read last is asked again, with what is left of its KV cache and without: the answers are the same. */
async function misread(data: string, said: readonly Said[]): Promise<string[]> {
  const last = said.findLast((one) => 'begun' in one)
  if (!last) return []
  const work = mkdtempSync(join(tmpdir(), 'sparselens-read-anew-'))
  try {
    const kept = await answered(work, last.begun, join(data, 'cache'))
    const anew = await answered(work, last.begun, join(work, 'cache'))
    return kept === anew ? [] : [`with the kept cache: ${kept}; without: ${anew}`]
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function answered(folder: string, text: string, cacheFolder: string): Promise<string> {
  const engine = new EngineClient(folder)
  const order = engine.order(engine.store(readText(text, 'note.txt')), { request: QUESTION, cacheFolder })
  const { generations, main } = await engine.handlers['answer.run'](order)
  await engine.handlers['session.close'](undefined)
  return JSON.stringify(generations[main]!.answer)
}
