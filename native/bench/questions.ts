import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readText } from '../../electron/documents/text/text'
import { openModel } from '../../electron/engine/model'
import type { AnswerRequest } from '../../electron/shared/ipc/answer_data'
import { KvStore } from '../../electron/summarize/kv_store'
import { ReadingSession } from '../../electron/summarize/session'
import type { RequestOptions } from '../../electron/summarize/types'

/** What questions about a long document take, in seconds: with the reading, and of the document as it is kept. */
export interface QuestionCost {
  pages: number
  tokens: number
  parts: number
  /** A first question, with the reading, and the reading alone. */
  first: number
  reading: number
  twoLooks: number[]
  /** An answer of every part, as questions were answered before there were two looks. */
  oneLook: number[]
}

/** Such pages have some 350 tokens. */
const WORDS_PER_PAGE = 250
const ASKED = ['Who repaired crane 17?', 'In what year was crane 85 built?', 'What did the board discuss on day 60?']
const STORE_BYTES = 8 * 2 ** 30

export async function measureQuestions(pages = 100): Promise<QuestionCost> {
  const folder = await mkdtemp(join(tmpdir(), 'sparselens-bench-'))
  const model = await openModel({})
  const store = new KvStore(join(folder, 'document'), STORE_BYTES)
  const session = await ReadingSession.open(model, readText(bookOf(pages), 'book.txt'), { store })
  try {
    const ask = async (request: AnswerRequest, options: RequestOptions = {}) => {
      const started = performance.now()
      const [result] = await session.run([request], options)
      const seconds = (performance.now() - started) / 1000
      for (const { trace } of result!.traced) trace.close()
      return seconds
    }
    const stages = new StageClock()
    const first = await ask(
      { kind: 'question', question: ASKED[0]! },
      { onProgress: ({ stage }) => stages.enter(stage) },
    )
    const cost: QuestionCost = {
      pages,
      tokens: session.info.tokens,
      parts: session.parts.length,
      first,
      reading: stages.seconds('prefill'),
      twoLooks: [],
      oneLook: [],
    }
    for (const question of ASKED) {
      cost.twoLooks.push(await ask({ kind: 'question', question }))
      cost.oneLook.push(await ask({ kind: 'question', question, looks: 1 }))
    }
    return cost
  } finally {
    await session.close({ keep: false })
    await rm(folder, { recursive: true, force: true })
  }
}

/** How long each stage took in all. */
class StageClock {
  private readonly all = new Map<string, number>()
  private now = 'before'
  private since = performance.now()

  enter(stage: string): void {
    const at = performance.now()
    this.all.set(this.now, this.seconds(this.now) + (at - this.since) / 1000)
    this.now = stage
    this.since = at
  }

  seconds = (stage: string): number => this.all.get(stage) ?? 0
}

/** The minutes of a harbour board: no two sentences are the same. */
function bookOf(pages: number): string {
  const sentences: string[] = []
  let words = 0
  for (let day = 1; words < pages * WORDS_PER_PAGE; day++) {
    const told = [
      `On day ${day} the board met to discuss the rope of barge ${day * 3}.`,
      `Crane ${day} was built in ${1850 + (day % 140)} by the yard of ${PLACES[day % PLACES.length]}.`,
      `It was repaired by ${NAMES[day % NAMES.length]} after the storm, and ${day + 12} men helped.`,
      `Nobody objected to the bill of ${day * 17} crowns, which was paid in the same week.\n\n`,
    ]
    sentences.push(...told)
    words += told.join(' ').split(' ').length
  }
  return sentences.join(' ')
}

const PLACES = ['Westhaven', 'Marrow Point', 'Oldcastle', 'Brackwater', 'Fenmouth']
const NAMES = ['Ada Finch', 'Tom Baker', 'Ingrid Vasey', 'Henrik Dahl', 'Ruth Amsel', 'Karl Lind', 'Mary Stone']
