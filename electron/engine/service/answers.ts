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
import type { Desk } from './desk'
import { TraceSaver } from './trace_saver'
import type { Turns } from './turns'

type AnswerCalls = Pick<Handlers<EngineCalls>, 'answer.run' | 'answer.cancel' | 'session.close' | 'session.forget'>
type Order = Input<EngineCalls, 'answer.run'>

/** answer.run, answer.cancel, session.close and session.forget. */
export class Answers {
  constructor(
    private readonly desk: Desk,
    private readonly turns: Turns,
    private readonly tell: Tell<EngineEvents>,
  ) {}

  handlers(): AnswerCalls {
    const { desk, turns } = this
    return {
      'answer.run': (order) => turns.take(order.answer, order.folder, (signal) => this.answer(order, signal)),
      'answer.cancel': ({ answer }) => turns.cancel(answer),
      async 'session.close'() {
        await turns.settled()
        await desk.closeSession()
      },
      async 'session.forget'({ folder }) {
        await turns.settledWith(folder)
        await desk.forget(folder)
      },
    }
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
