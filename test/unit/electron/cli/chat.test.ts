import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { converse, questionLines } from '../../../../electron/cli/chat'
import type { AnswerRequest } from '../../../../electron/shared/ipc/answer_data'
import { fakeResult, fakeRun } from './fakes'

const answered = (text: string, found?: boolean) =>
  fakeResult({ kind: 'question', found, answer: { ...fakeResult().answer, text } })

async function* these(...questions: string[]) {
  yield* questions
}

describe('a conversation', () => {
  it('asks each question with those before it and their answers', async () => {
    const asked: AnswerRequest[] = []
    const results = await converse(these('Who built it?', 'When?', 'Why?'), {}, async (request) => {
      asked.push(request)
      return asked.length === 2 ? answered('Nobody knows.', false) : answered(` Ada Korr built it. `, true)
    })
    expect(results).toHaveLength(3)
    const first = { question: 'Who built it?', answer: 'Ada Korr built it.' }
    expect(asked).toEqual([
      { kind: 'question', question: 'Who built it?' },
      { kind: 'question', question: 'When?', history: [first] },
      // what the document doesn't say isn't handed on as if it did
      {
        kind: 'question',
        question: 'Why?',
        history: [first, { question: 'When?', answer: 'The document does not say.' }],
      },
    ])
  })

  it('goes on in one look', async () => {
    const asked: AnswerRequest[] = []
    await converse(these('Who?'), { looks: 1 }, async (request) => {
      asked.push(request)
      return answered('Ada.')
    })
    expect(asked).toEqual([{ kind: 'question', question: 'Who?', looks: 1 }])
  })

  it('reads lines and skips empty ones; a prompt stands on a terminal only', async () => {
    const prompts: string[] = []
    const read = async (isTTY: boolean) => {
      const input = Object.assign(Readable.from(['Who built it?\r\n\n  \nAnd ', 'when?']), { isTTY })
      const lines: string[] = []
      const signal = new AbortController().signal
      for await (const line of questionLines(input, (text) => prompts.push(text), signal)) lines.push(line)
      return lines
    }
    expect(await read(false)).toEqual(['Who built it?', 'And when?'])
    expect(prompts).toEqual([])
    await read(true)
    expect(new Set(prompts)).toEqual(new Set(['Question: ']))
  })

  it('prints every answer as it comes, and opens the document once', async () => {
    const { calls, requests, stdout, error } = await fakeRun(
      ['a.pdf', '--chat'],
      {},
      { questions: () => these('Who?', 'When?') },
    )
    expect(error).toBeUndefined()
    expect(calls.filter((call) => call === 'open')).toHaveLength(1)
    expect(requests.map((request) => request.kind === 'question' && request.history?.length)).toEqual([undefined, 1])
    expect(stdout.match(/^Model: /gm)).toHaveLength(2)
  })

  it.each([
    [['--ask', 'Who?'], /leave out --ask/],
    [['--report', 'r.html'], /use --save/],
    [['--text'], /leave out --chat/],
  ])('is not asked with %s', async (more, message) => {
    const { error } = await fakeRun(['a.pdf', '--chat', ...more])
    expect((error as Error).message).toMatch(message)
  })
})
