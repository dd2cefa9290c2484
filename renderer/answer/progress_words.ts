import type { AnswerEntry, Progress } from '../../electron/ipc/answer_data'

/** What an answer at work is doing, in words and numbers. */

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export interface Step {
  words: string
  /** 0..1; undefined while nobody can tell. */
  share?: number
}

export function stepOf(answer: Pick<AnswerEntry, 'state'>, progress: Progress | undefined, waiting: number): Step {
  if (answer.state === 'queued') return { words: waiting > 0 ? `Waiting: ${waiting} before it` : 'Waiting' }
  if (!progress) return { words: 'Starting' }
  switch (progress.stage) {
    case 'load':
      return { words: `Loading the model: ${number.format(progress.done * 100)}%`, share: progress.done }
    case 'calibrate': {
      const share = progress.done / Math.max(1, progress.total)
      return { words: `Getting to know the model, once: ${progress.done} of ${progress.total} questions`, share }
    }
    case 'restore':
      return { words: 'Bringing back what was read before' }
    case 'prefill':
      return { words: prefillWords(progress), share: progress.done / Math.max(1, progress.total) }
    case 'answer':
      return { words: answerWords(progress) }
  }
}

function prefillWords({ page, pages, done, total, tokensPerSecond, secondsLeft }: Progress & { stage: 'prefill' }) {
  const words = [
    `Reading page ${page} of ${pages}`,
    `${number.format(done)} of ${number.format(total)} tokens`,
    `${number.format(tokensPerSecond)} tokens/s`,
  ]
  if (Number.isFinite(secondsLeft)) words.push(`${timeWords(secondsLeft)} left`)
  return words.join(' · ')
}

function answerWords({ merging, part, parts, tokens, tokensPerSecond }: Progress & { stage: 'answer' }) {
  const what = merging ? 'Merging the parts' : parts > 1 ? `Writing about part ${part + 1} of ${parts}` : 'Writing'
  return `${what} · ${number.format(tokens)} tokens · ${number.format(tokensPerSecond)} tokens/s`
}

/** "30 s", "4 min", "1 h 5 min" */
export function timeWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
