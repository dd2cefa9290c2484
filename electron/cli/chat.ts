import { createInterface } from 'node:readline'
import { withTurn } from '../shared/conversation'
import type { AnswerRequest, Turn } from '../shared/ipc/answer_data'
import type { RequestResult } from '../summarize/types'
import type { Arguments } from './arguments'

/** Questions, a line each; on a terminal each after a prompt. Ends with the input, or when `signal` says so. */
export async function* questionLines(
  input: NodeJS.ReadableStream & { isTTY?: boolean },
  prompt: (text: string) => void,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const lines = createInterface({ input, signal, crlfDelay: Number.POSITIVE_INFINITY })
  const ready = () => input.isTTY && prompt('Question: ')
  ready()
  for await (const line of lines) {
    if (line.trim() !== '') yield line.trim()
    ready()
  }
}

/** Asks every question as a follow-up to those before it. */
export async function converse(
  questions: AsyncIterable<string>,
  { looks, think }: Pick<Arguments, 'looks' | 'think'>,
  answer: (request: AnswerRequest) => Promise<RequestResult>,
): Promise<RequestResult[]> {
  const results: RequestResult[] = []
  let history: Turn[] = []
  for await (const question of questions) {
    const result = await answer({
      kind: 'question',
      question,
      ...(think && { think }),
      ...(looks && { looks }),
      ...(history.length > 0 && { history }),
    })
    history = withTurn(history, { question, answer: result.answer.text, found: result.found })
    results.push(result)
  }
  return results
}
