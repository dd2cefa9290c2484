import type { Progress } from '../shared/ipc/answer_data'
import type { JobProgress } from '../shared/ipc/experiment_data'
import { bytes } from '../shared/shown/numbers'

/** What is under way: `done` of `total` (0: unknown) in `unit`. */
export interface Step {
  what: string
  done: number
  total: number
  unit: 'tokens' | 'pages' | 'parts' | 'passages' | 'bytes' | '%'
  perSecond?: number
  secondsLeft?: number
}

/** The engine's progress in words. */
export function stepOf(progress: Progress): Step {
  if (progress.stage === 'load') {
    const { done, bytes: all } = progress
    if (all !== undefined) return { what: 'Loading the model', done: done * all, total: all, unit: 'bytes' }
    return { what: 'Loading the model', done: Math.round(done * 100), total: 100, unit: '%' }
  }
  if (progress.stage === 'calibrate') {
    const { done, total } = progress
    return { what: 'Learning where this model looks (once)', done: (100 * done) / total, total: 100, unit: '%' }
  }
  if (progress.stage === 'prefill') {
    const { page, pages, done, total, tokensPerSecond: perSecond, secondsLeft } = progress
    return { what: `Reading page ${page} of ${pages}`, done, total, unit: 'tokens', perSecond, secondsLeft }
  }
  if (progress.stage === 'restore') return { what: 'Opening what was read before', done: 0, total: 0, unit: 'tokens' }
  if (progress.stage === 'wait') {
    const { host, tokens } = progress
    return { what: `Waiting for ${host}`, done: tokens, total: 0, unit: 'tokens' }
  }
  if (progress.stage === 'look') {
    return { what: 'Looking for the question', done: progress.part + 1, total: progress.parts, unit: 'parts' }
  }
  if (progress.stage === 'weigh') {
    return { what: 'Weighing what was found', done: progress.passage + 1, total: progress.passages, unit: 'passages' }
  }
  const part = progress.parts > 1 ? ` (part ${progress.part + 1} of ${progress.parts})` : ''
  const { tokens: done, tokensPerSecond: perSecond } = progress
  const what = progress.isThinking ? 'Thinking' : progress.merging ? 'Merging' : 'Answering'
  return { what: `${what}${part}`, done, total: 0, unit: 'tokens', perSecond }
}

/** A job's progress in words. */
export function jobStep({ step, done, total, note }: JobProgress): Step {
  if (step === 'load') return { what: 'Loading the model', done: Math.round(done * 100), total: 100, unit: '%' }
  const what = `${step === 'build' ? 'Making a model to measure with' : 'Measuring'}${note ? ` (${note})` : ''}`
  return { what, done: total > 0 ? (100 * done) / total : 0, total: total > 0 ? 100 : 0, unit: '%' }
}

/** Text in a picture is being recognized. */
export const recognitionStep = (page: number, pages: number): Step => ({
  what: `Recognizing page ${page} of ${pages}`,
  done: page - 1,
  total: pages,
  unit: 'pages',
})

export const hashStep = (done: number, total: number): Step => ({
  what: "Hashing the model's files",
  done,
  total,
  unit: 'bytes',
})

/** A step in one line of at most `width` columns, with a bar where there is room for one. */
export function stepLine(step: Step, width: number): string {
  const text = stepFigures(step)
  const room = Math.min(30, width - step.what.length - text.length - 4)
  const line =
    step.total > 0 && room >= 8 ? `${step.what}  ${bar(step.done / step.total, room)}  ${text}` : stepText(step)
  return line.length > width ? line.slice(0, Math.max(0, width)) : line
}

/** A step in one line without a bar, for logs. */
export function stepText(step: Step): string {
  return `${step.what}: ${stepFigures(step)}`
}

function stepFigures({ done, total, unit, perSecond, secondsLeft }: Step): string {
  const figures: string[] = []
  if (unit === '%') figures.push(`${Math.round(done)}%`)
  else if (unit === 'bytes') figures.push(`${bytes(done)} of ${bytes(total)}`)
  else figures.push(`${number(done)}${total > 0 ? `/${number(total)}` : ''} ${unit}`)
  if (perSecond && Number.isFinite(perSecond)) figures.push(`${perSecond.toFixed(perSecond < 10 ? 1 : 0)} ${unit}/s`)
  if (secondsLeft !== undefined && Number.isFinite(secondsLeft)) figures.push(`${duration(secondsLeft)} left`)
  return figures.join(', ')
}

function bar(share: number, columns: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * columns)
  return '█'.repeat(full) + '░'.repeat(columns - full)
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

function duration(seconds: number): string {
  const whole = Math.ceil(Math.max(0, seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}
