import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readText } from '../../electron/documents/text/text'
import { type AnswerResult, AnswerResultSchema } from '../../electron/shared/ipc/answer_data'
import type { EngineCalls, Input } from '../../electron/shared/ipc/calls'
import { HARBOUR_QUESTION, HARBOUR_TEXT } from '../fixtures/harbour'
import { EngineClient } from './engine_client'

const MODEL = { threads: 2 }

/** The short text, asked its question. */
export class Harbour {
  readonly engine = new EngineClient()
  order!: Input<EngineCalls, 'answer.run'>
  result!: AnswerResult

  async ask(): Promise<void> {
    const request = { kind: 'question', question: HARBOUR_QUESTION, looks: 1 } as const
    const { engine } = this
    this.order = engine.order(engine.store(readText(HARBOUR_TEXT, 'harbour.txt')), { request, model: MODEL })
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
