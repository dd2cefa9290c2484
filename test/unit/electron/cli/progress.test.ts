import { describe, expect, it } from 'vitest'
import { recognitionStep, type Step, stepLine, stepOf, stepText } from '../../../../electron/cli/progress'
import { ProgressDisplay } from '../../../../electron/cli/progress_display'

const reading: Step = {
  what: 'Reading page 3 of 12',
  done: 1024,
  total: 4096,
  unit: 'tokens',
  perSecond: 183.6,
  secondsLeft: 16.7,
}

describe('stepLine', () => {
  it('holds stage, tokens, speed and time left, and a bar where there is room', () => {
    const line = stepLine(reading, 120)
    expect(line).toBe(
      'Reading page 3 of 12  ████████░░░░░░░░░░░░░░░░░░░░░░  1,024/4,096 tokens, 184 tokens/s, 0:17 left',
    )
    expect(stepLine(reading, 80)).toHaveLength(80)
    expect(stepLine(reading, 72)).toBe('Reading page 3 of 12: 1,024/4,096 tokens, 184 tokens/s, 0:17 left')
  })

  it('never gets wider than the terminal', () => {
    for (let width = 0; width < 130; width++) expect(stepLine(reading, width).length).toBeLessThanOrEqual(width)
  })

  it('leaves out what is not known', () => {
    const start = { ...reading, done: 0, perSecond: 0, secondsLeft: Number.POSITIVE_INFINITY }
    expect(stepLine(start, 60)).toBe('Reading page 3 of 12  ░░░░░░░░░░░░░░░░░░░░░░  0/4,096 tokens')
    expect(stepLine({ what: 'Answering', done: 7, total: 0, unit: 'tokens' }, 80)).toBe('Answering: 7 tokens')
  })

  it('writes long times in hours', () => {
    expect(stepLine({ ...reading, secondsLeft: 3725 }, 80)).toContain('1:02:05 left')
  })
})

it('recognition is told page by page', () => {
  expect(stepText(recognitionStep(3, 12))).toBe('Recognizing page 3 of 12: 2/12 pages')
})

describe('stepOf', () => {
  it('names the stages', () => {
    expect(stepOf({ stage: 'load', done: 0.5 })).toMatchObject({ what: 'Loading the model', done: 50, unit: '%' })
    const large = stepOf({ stage: 'load', done: 0.5, bytes: 380 * 2 ** 30 })
    expect(stepText(large)).toBe('Loading the model: 190 GB of 380 GB')
    const prefill = {
      stage: 'prefill',
      page: 2,
      pages: 9,
      done: 3,
      total: 7,
      tokensPerSecond: 5,
      secondsLeft: 1,
    } as const
    expect(stepOf(prefill)).toMatchObject({ what: 'Reading page 2 of 9', done: 3, total: 7, perSecond: 5 })
    const answer = {
      stage: 'answer',
      part: 1,
      parts: 3,
      merging: false,
      token: 'x',
      tokens: 4,
      tokensPerSecond: 5,
    } as const
    expect(stepOf(answer).what).toBe('Answering (part 2 of 3)')
    expect(stepOf({ ...answer, part: 0, parts: 1 }).what).toBe('Answering')
  })
})

describe('ProgressDisplay', () => {
  function display(isTTY: boolean) {
    const written: string[] = []
    const clock = { now: 0 }
    const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) }
    return { written, clock, shown: new ProgressDisplay(stream, () => clock.now) }
  }

  it('rewrites one line on a terminal and clears it at the end', () => {
    const { written, clock, shown } = display(true)
    shown.show(reading)
    clock.now += 10
    shown.show({ ...reading, done: 1025 })
    clock.now += 200
    shown.show({ ...reading, done: 1026 })
    shown.show({ ...reading, what: 'Answering' }) // another stage: at once
    shown.clear()
    shown.clear()
    expect(written).toHaveLength(4)
    expect(written.every((text) => text.startsWith('\r\u001b[K') && !text.includes('\n'))).toBe(true)
    expect(written.at(-1)).toBe('\r\u001b[K')
    expect(written[0]!.length).toBeLessThanOrEqual(59 + 4)
  })

  it('prints at most a line per five seconds elsewhere', () => {
    const { written, clock, shown } = display(false)
    for (; clock.now <= 20_000; clock.now += 100) shown.show({ ...reading, done: clock.now })
    shown.clear()
    expect(written).toHaveLength(4) // after 1, 6, 11 and 16 seconds
    for (const text of written) expect(text).toMatch(/^Reading.* tokens.*\n$/)
  })
})
