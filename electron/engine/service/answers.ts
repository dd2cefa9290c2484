import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { AnswerResult } from '../../ipc/answer_data'
import type { EngineCalls, EngineEvents, Handlers, Input } from '../../ipc/calls'
import type { Tell } from '../../ipc/port'
import { TOKENS_FILE, writeTokens } from '../../library/tokens_file'
import { answerResult } from '../../summarize/answer_result'
import type { ReadingSession } from '../../summarize/session'
import type { RequestOptions } from '../../summarize/types'
import { EngineError } from '../errors'
import type { Desk } from './desk'
import { TraceSaver } from './trace_saver'

type AnswerCalls = Pick<Handlers<EngineCalls>, 'answer.run' | 'answer.cancel' | 'session.close' | 'session.forget'>
type Order = Input<EngineCalls, 'answer.run'>

/** answer.run, answer.cancel, session.close and session.forget. */
export class Answers {
  private running?: { answer: string; folder: string; controller: AbortController }
  /** Settles when the last answer is given. */
  private given: Promise<unknown> = Promise.resolve()
  /** Settles when the KV cache that it left is written. */
  private kept: Promise<void> = Promise.resolve()

  constructor(
    private readonly desk: Desk,
    private readonly tell: Tell<EngineEvents>,
  ) {}

  handlers(): AnswerCalls {
    return {
      'answer.run': (order) => this.run(order),
      'answer.cancel': ({ answer }) => this.cancel(answer),
      'session.close': () => this.close(),
      'session.forget': ({ folder }) => this.forget(folder),
    }
  }

  private cancel(answer: string): void {
    if (this.running?.answer === answer) this.running.controller.abort(new EngineError('cancelled', 'Cancelled.'))
  }

  private async run(order: Order): Promise<AnswerResult> {
    if (this.running) {
      throw new EngineError('busy', 'The model is busy with another request; wait for it or cancel it.')
    }
    const controller = new AbortController()
    this.running = { answer: order.answer, folder: order.folder, controller }
    const work = this.inTurn(order, controller.signal)
    this.given = work.catch(() => {})
    return work
  }

  private async inTurn(order: Order, signal: AbortSignal): Promise<AnswerResult> {
    try {
      await this.kept
      return await this.answer(order, signal)
    } finally {
      this.running = undefined
      this.kept = this.keepSoon()
    }
  }

  /** The answer goes out first. */
  private async keepSoon(): Promise<void> {
    await setImmediate()
    await this.desk.keepSession().catch(() => {}) // then it is read again
  }

  private async close(): Promise<void> {
    await this.given
    await this.kept
    await this.desk.closeSession()
  }

  private async forget(folder: string): Promise<void> {
    if (this.running?.folder === folder) await this.given
    await this.kept
    await this.desk.forget(folder)
  }

  private async answer(order: Order, signal: AbortSignal): Promise<AnswerResult> {
    const { answer, answerFolder, request, seed } = order
    const onProgress: RequestOptions['onProgress'] = (progress) => this.tell('answer.progress', { answer, progress })
    const { folder, model, cacheFolder, cacheBytes } = order
    const session = await this.desk.open(folder, model, { onProgress, signal, cacheFolder, cacheBytes })
    await this.keepTokens(order, session)
    const savers: TraceSaver[] = []
    const [result] = await session.run([request], {
      seed,
      signal,
      keepCancelled: true,
      onProgress,
      onSentence: (sentence, generation) => this.tell('answer.sentence', { answer, generation, sentence }),
      onTrace: (trace, generation, about) => {
        savers[generation] ??= new TraceSaver(join(answerFolder, `${generation}.trace`))
        savers[generation].save(trace, about)
      },
    })
    await this.settle(answer, savers)
    for (const { trace } of result!.traced) trace.close()
    if (result!.model.sha256 === '') void this.tellHash(answer, session)
    return answerResult(result!, seed)
  }

  /** Once it is known, which is after the answer: it is computed while the model does nothing else. */
  private async tellHash(answer: string, session: ReadingSession): Promise<void> {
    const sha256 = await session.model.hash.value.catch(() => '')
    await setImmediate() // the answer goes out first
    if (sha256) this.tell('answer.hashed', { answer, sha256 })
  }

  /** The tokens are what the lens finds places by; without them the answer is still worth having. */
  private async keepTokens({ answer, answerFolder }: Order, session: ReadingSession): Promise<void> {
    const path = join(answerFolder, TOKENS_FILE)
    const draft = `${path}.${randomUUID()}`
    try {
      await writeTokens(draft, session.document.tokens)
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {})
      this.complain(answer, error as Error)
    }
  }

  private async settle(answer: string, savers: TraceSaver[]): Promise<void> {
    for (const saver of savers) {
      const failure = await saver?.settled()
      if (failure) return this.complain(answer, failure)
    }
  }

  private complain(answer: string, { message }: Error): void {
    const why = /ENOSPC|EDQUOT|No space|quota/i.test(message) ? 'the disk is full' : message.replace(/\.$/, '')
    this.tell('answer.problem', {
      answer,
      message: `What the model read could not be written down (${why}); free some space and ask again to see the lens of this answer.`,
    })
  }
}
