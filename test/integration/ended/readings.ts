import { mkdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../../../electron/documents/text/text'
import { EngineClient } from '../engine_client'
import { QUESTION, type Said } from './reading_faults'

/**
 * usage: readings.ts FOLDER
 * Reads and answers with the engine in FOLDER/data as the app does, without end: document after document, of each the
 * traces as they grow and, once it is closed, its KV cache. Says on stdout what is done.
 */
const say = (said: Said) => writeSync(1, `${JSON.stringify(said)}\n`)

async function read(data: string): Promise<never> {
  for (let round = Date.now(); ; round++) {
    const text = `The board spent ${round} crowns on rope. It met in May. `.repeat(12)
    say({ begun: text })
    const engine = new EngineClient(data)
    const order = engine.order(engine.store(readText(text, 'note.txt')), { request: QUESTION })
    const result = await engine.handlers['answer.run'](order)
    say({ answered: order.answerFolder, tokens: result.generations.map(({ answer }) => answer.tokens) })
    await engine.handlers['session.close'](undefined)
    say({ kept: text })
  }
}

const data = join(process.argv[2]!, 'data')
mkdirSync(data, { recursive: true })
read(data).catch((error: Error) => {
  console.error(error.stack)
  process.exit(1)
})
