import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readText } from '../../electron/documents/text'
import { type AnswerResult, AnswerResultSchema } from '../../electron/ipc/answer_data'
import type { EngineCalls, Input } from '../../electron/ipc/calls'
import { EngineClient } from './engine_client'

const TEXT = [
  'The harbour board met in spring and spoke of the pier.',
  'It was built of oak and has to be mended every year.',
  'The lighthouse keeper is called Marta Quill.',
  'Fishermen pay a small fee for their boats.',
  'The board will meet again in autumn.',
  'Ropes and lamps are kept in the red shed.',
].join(' ')

const MODEL = { threads: 2 }

/** A short text, and a question that the built-in model answers out of its third sentence. */
export class Harbour {
  readonly engine = new EngineClient()
  order!: Input<EngineCalls, 'answer.run'>
  result!: AnswerResult

  async ask(): Promise<void> {
    const request = { kind: 'question', question: 'Who is the lighthouse keeper?' } as const
    const { engine } = this
    this.order = engine.order(engine.store(readText(TEXT, 'harbour.txt')), { request, model: MODEL })
    this.result = AnswerResultSchema.parse(await engine.handlers['answer.run'](this.order))
  }

  get generation() {
    return this.result.generations[0]!
  }

  get file(): string {
    return join(this.order.answerFolder, '0.trace')
  }

  /** What experiments with the answer are given. */
  subject(generation = this.generation) {
    const { folder, cacheFolder, cacheBytes, request } = this.order
    const job = randomUUID()
    return { job, folder, cacheFolder, cacheBytes, model: MODEL, request, generation, file: this.file }
  }
}
