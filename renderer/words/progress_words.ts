import type { AnswerEntry, Progress } from '../../electron/shared/ipc/answer_data'
import { bytes, count } from '../../electron/shared/shown/numbers'

/** What an answer at work is doing, in words and numbers. */

export interface Step {
  words: string
  /** For where there is little room. */
  short: string
  /** 0..1; undefined while nobody can tell. */
  share?: number
}

export function stepOf({ state }: Pick<AnswerEntry, 'state'>, progress: Progress | undefined, waiting: number): Step {
  if (state === 'queued') return { words: waiting > 0 ? `Waiting: ${waiting} before it` : 'Waiting', short: 'Waiting' }
  if (!progress) return { words: 'Starting', short: 'Starting' }
  switch (progress.stage) {
    case 'load': {
      const { done, bytes: all } = progress
      const short = `Loading the model ${count(done * 100)}%`
      const words = all === undefined ? short : `Loading the model: ${bytes(done * all)} of ${bytes(all)}`
      return { words, short, share: done }
    }
    case 'calibrate': {
      const { done, total } = progress
      const short = 'Getting to know the model'
      return { words: `${short}, once: ${done} of ${total}`, short, share: done / Math.max(1, total) }
    }
    case 'restore':
      return { words: 'Bringing back what was read before', short: 'Bringing it back' }
    case 'prefill':
      return {
        words: prefillWords(progress).join(' · '),
        short: prefillWords(progress)[0]!,
        share: progress.done / Math.max(1, progress.total),
      }
    case 'wait': {
      const { host, tokens } = progress
      const words = tokens > 0 ? `${host} reads ${count(tokens)} tokens` : `Asking ${host}`
      return { words, short: `Waiting for ${host}` }
    }
    case 'look': {
      const { part, parts } = progress
      const words =
        parts > 1 ? `Looking through part ${count(part + 1)} of ${count(parts)}` : 'Looking for the question'
      return { words, short: 'First look', share: parts > 1 ? part / parts : undefined }
    }
    case 'weigh': {
      const { passage, passages } = progress
      const words = `Weighing passage ${count(passage + 1)} of ${count(passages)}`
      return { words, short: 'Weighing what was found', share: passage / passages }
    }
    case 'answer':
      return { words: answerWords(progress).join(' · '), short: answerWords(progress)[0]! }
  }
}

function prefillWords({ page, pages, done, total, tokensPerSecond, secondsLeft }: Progress & { stage: 'prefill' }) {
  // texts have no pages
  const words = [
    pages > 1 ? `Reading page ${count(page)} of ${count(pages)}` : 'Reading',
    `${count(done)} of ${count(total)} tokens`,
  ]
  if (tokensPerSecond > 0) words.push(rateWords(tokensPerSecond))
  if (Number.isFinite(secondsLeft)) words.push(`${timeWords(secondsLeft)} left`)
  return words
}

function answerWords({ merging, part, parts, tokens, tokensPerSecond, isThinking }: Progress & { stage: 'answer' }) {
  const words = [
    isThinking
      ? 'Thinking'
      : merging
        ? 'Merging the summaries'
        : parts > 1
          ? `Writing about part ${part + 1} of ${parts}`
          : 'Writing',
  ]
  words.push(`${count(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`)
  if (tokensPerSecond > 0) words.push(rateWords(tokensPerSecond))
  return words
}

/** Whose text there is before all parts of a document are read; undefined for a document without parts. */
export function partWords(kind: AnswerEntry['request']['kind'], progress: Progress | undefined): string | undefined {
  const [of, later] =
    kind === 'summary'
      ? ['The summary of', 'When all are read, their summaries are merged into one.']
      : ['The answer from', 'When all are read, the best answer is chosen.']
  // a text that is there while more is read is that of the part before
  if (progress?.stage === 'prefill') return `${of} the part read last. ${later}`
  if (progress?.stage !== 'answer' || progress.merging || progress.parts < 2) return undefined
  return `${of} part ${count(progress.part + 1)} of ${count(progress.parts)}. ${later}`
}

/** "310 tokens/s"; slow ones with a decimal, so that one sees them change. */
export const rateWords = (tokensPerSecond: number): string =>
  `${tokensPerSecond < 9.95 ? tokensPerSecond.toFixed(1) : count(tokensPerSecond)} tokens/s`

/** "30 s", "4 min", "1 h 5 min" */
export function timeWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}`
}
