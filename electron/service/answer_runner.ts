import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { version } from '../../package.json'
import { jobProgress } from '../experiments/progress'
import { DRAFT_FILE } from '../library/answer_draft'
import { TOKENS_FILE, writeTokens } from '../library/tokens_file'
import { writeWhole } from '../library/whole_file'
import type { Tokens } from '../shared/document/types'
import type { AnswerResult, Generation, Passage, Progress } from '../shared/ipc/answer_data'
import type { EngineCalls, EngineEvents, Handlers, Input } from '../shared/ipc/calls'
import type { Tell } from '../shared/ipc/port'
import { isHashed } from '../shared/shown/files_hash'
import { answerResult } from '../summarize/answer_result'
import type { ReadingSession } from '../summarize/session'
import type { RequestOptions } from '../summarize/types'
import { DraftSaver } from './draft_saver'
import { OpenRemote } from './open_remote'
import type { OpenSession } from './open_session'
import { TraceSaver } from './trace_saver'
import type { Turns } from './turns'
import { isDiskFull, Unwritten } from './unwritten'

type AnswerCalls = Pick<Handlers<EngineCalls>, 'answer.run' | 'answer.find' | 'session.close' | 'session.forget'>
type Order = Input<EngineCalls, 'answer.run'>

/** Nobody steps through more passages. */
const MOST_FOUND = 24

/** answer.run, answer.find, session.close and session.forget. */
export class AnswerRunner {
  private readonly unwritten = new Unwritten()
  private readonly remotes = new OpenRemote()

  constructor(
    private readonly openSession: OpenSession,
    private readonly turns: Turns,
    private readonly tell: Tell<EngineEvents>,
  ) {}

  handlers(): AnswerCalls {
    const { openSession, remotes, turns, unwritten } = this
    return {
      'answer.run': (order) => turns.take(order.job, order.folder, (signal) => this.answer(order, signal)),
      'answer.find': (order) => turns.take(order.job, order.folder, (signal) => this.find(order, signal)),
      async 'session.close'() {
        await turns.settled()
        await unwritten.retry()
        await openSession.close()
        await remotes.close()
      },
      async 'session.forget'({ folder }) {
        await turns.settledWith(folder)
        await openSession.forget(folder)
        await remotes.forget(folder)
      },
    }
  }

  private async answer(order: Order, signal: AbortSignal): Promise<AnswerResult> {
    await this.unwritten.retry()
    const { job: answer, answerFolder, request, seed } = order
    const onProgress: RequestOptions['onProgress'] = (progress) => this.tell('answer.progress', { answer, progress })
    const { folder, model, cacheFolder, cacheBytes } = order
    const { endpoint } = order
    const opened = { onProgress, signal, cacheFolder, cacheBytes }
    const local = endpoint ? undefined : await this.openSession.open(folder, model, opened)
    const session = local ?? (await this.remotes.open(folder, endpoint!, { onProgress, signal }))
    await this.keepTokens(order, session.document.tokens)
    const savers: TraceSaver[] = []
    const generations: Generation[] = []
    const drafts = new DraftSaver(join(answerFolder, DRAFT_FILE), () => Promise.all(savers.map((one) => one.settled())))
    const work = session.run([request], {
      seed,
      signal,
      keepCancelled: true,
      onProgress,
      onSentence: (sentence, generation) => this.tell('answer.sentence', { answer, generation, sentence }),
      onTrace: (trace, generation, about, soFar) => {
        savers[generation] ??= new TraceSaver(join(answerFolder, `${generation}.trace`))
        savers[generation].save(trace, about)
        generations[generation] = soFar
        // a first look is no answer yet
        if (local && soFar.kind !== 'look') drafts.save(draftOf(local, [...generations], seed))
      },
    })
    // one that fails leaves its last draft
    const [result] = await work.finally(() => drafts.settled())
    await this.settle(answer, savers)
    if (local && !isHashed(result!.model)) void this.tellHash(answer, local)
    return answerResult(result!, seed)
  }

  private async find(order: Input<EngineCalls, 'answer.find'>, signal: AbortSignal): Promise<Passage[]> {
    const { job, folder, model, cacheFolder, cacheBytes, question } = order
    const onProgress = (progress: Progress) => this.tell('job.progress', { job, progress: jobProgress(progress) })
    const session = await this.openSession.open(folder, model, { onProgress, signal, cacheFolder, cacheBytes })
    const [found] = await session.find([question], { onProgress, signal })
    return found!.slice(0, MOST_FOUND)
  }

  /** Once it is known, which is after the answer: it is computed while the model does nothing else. */
  private async tellHash(answer: string, session: ReadingSession): Promise<void> {
    const hash = await session.model.hash.value.catch(() => undefined)
    await setImmediate() // the answer goes out first
    if (hash) this.tell('answer.hashed', { answer, ...hash })
  }

  /** The tokens are what the lens finds places by; without them the answer is still worth having. */
  private async keepTokens({ job, answerFolder }: Order, tokens: Tokens): Promise<void> {
    const write = () => writeWhole(join(answerFolder, TOKENS_FILE), (path) => writeTokens(path, tokens))
    await write().catch((error) => this.complain(job, error, write))
  }

  /** Closes the traces once they are written; those that find no room stay open until they do. */
  private async settle(answer: string, savers: TraceSaver[]): Promise<void> {
    for (const saver of savers) {
      const failure = await saver.settled()
      if (failure) this.complain(answer, failure, () => saver.finish())
      if (!failure || !isDiskFull(failure)) saver.close()
    }
  }

  /** `write` is tried again if it found no room. */
  private complain(answer: string, failure: Error, write: () => Promise<void>): void {
    const isFull = isDiskFull(failure)
    if (isFull) this.unwritten.add(write)
    const message = isFull
      ? 'The disk is full, so what the model read could not be written down: free some space, and the next request writes it.'
      : `What the model read could not be written down (${failure.message.replace(/\.$/, '')}); ask again to see the lens of this answer.`
    this.tell('answer.problem', { answer, message })
  }
}

/** The result if the answer ends here: the generation at work is the answer. */
function draftOf(session: ReadingSession, generations: Generation[], seed?: number): AnswerResult {
  const parts = generations.filter(({ kind }) => kind === 'part' || kind === 'look').length
  return {
    document: session.infoOf(parts),
    model: { ...session.model.info, ...session.model.hash.known },
    generations,
    main: generations.length - 1,
    ranking: [],
    seed,
    version,
  }
}
