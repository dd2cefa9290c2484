import type { OpenModel } from '../engine/model'
import { oneLine } from '../shared/document/one_line'
import type { Turn } from '../shared/ipc/answer_data'
import type { ReadTurn } from './evidence'
import { tokenIds } from './part_reader'
import { QUESTION } from './prompts'

/** Earlier turns of a conversation, ready to be read before a question. */
export interface Recalled {
  ids: Int32Array
  turns: ReadTurn[]
  /** The earliest ones, which no longer fit. */
  forgotten: number
}

/** What a result says of the conversation that its question follows up on. */
export const followed = ({ turns, forgotten }: Recalled) => ({ follows: turns.map(({ turn }) => turn), forgotten })

/** Tokens that all turns may have together. */
const ROOM = 256

/** The latest turns that fit, in the order of time. */
export async function recall(model: OpenModel, history: readonly Turn[] = [], room = ROOM): Promise<Recalled> {
  const kept: { ids: Int32Array; turn: number; text: string }[] = []
  let tokens = 0
  for (let i = history.length - 1; i >= 0; i--) {
    const { question, answer } = history[i]!
    const ids = await tokenIds(model, `${QUESTION} ${question.trim()}\nAnswer: ${answer.trim()}`, false)
    tokens += ids.length
    if (tokens > room) break
    kept.unshift({ ids, turn: i + 1, text: oneLine(`${question} ${answer}`) })
  }
  let at = 0
  const turns = kept.map(({ ids, turn, text }) => {
    const begin = at
    at += ids.length
    return { begin, end: at, turn, text }
  })
  return {
    ids: Int32Array.from(kept.flatMap(({ ids }) => [...ids])),
    turns,
    forgotten: history.length - kept.length,
  }
}
