import { readDocument } from '../../../electron/documents/read'
import { readText } from '../../../electron/documents/text/text'
import type { OpenModel } from '../../../electron/engine/model'
import { oneLine } from '../../../electron/shared/document/one_line'
import type { AnswerSentence } from '../../../electron/shared/ipc/answer_data'
import { quotables } from '../../../electron/summarize/key_passages'
import { ReadingSession } from '../../../electron/summarize/session'
import { CONTEXT } from '../run_text'
import { packagedFile, removeDownloads } from '../texts/packages'
import { splitAbstract } from './abstract'
import { CHOSEN_ON, type Paper, REPORTED } from './papers'
import { type Rouge, rougeOf } from './rouge'
import { installTextRank, textRank } from './textrank'

/** What one part holds: the opening and first sections of a paper. */
const MOST_CHARACTERS = 12_000
const LEAD = 4

export const METHODS = ['written summary', 'key passages', `lead-${LEAD}`, 'TextRank'] as const
export type Method = (typeof METHODS)[number]

export interface PaperResult {
  id: string
  version: string
  tokens: number
  half: 'chosen on' | 'reported'
  texts: Record<Method, string>
  rouge: Record<Method, Rouge>
  /** Of the written summary: its sentences, those without support, those with something that isn't in the paper. */
  sentences: Pick<AnswerSentence, 'text' | 'support' | 'unfound'>[]
}

/** `say` hears of each, and why one is left out. */
export async function runPapers(
  model: OpenModel,
  threads: number | undefined,
  say: (line: string) => void,
): Promise<PaperResult[]> {
  await installTextRank()
  const results: PaperResult[] = []
  for (const paper of [...CHOSEN_ON, ...REPORTED]) {
    try {
      const half = CHOSEN_ON.includes(paper) ? 'chosen on' : 'reported'
      results.push(await runPaper(model, paper, half, threads))
      say(`${paper.id}: ${results.at(-1)!.tokens} tokens`)
    } catch (error) {
      say(`left out ${paper.id}: ${(error as Error).message}`)
    }
  }
  await removeDownloads()
  return results
}

/** Reads a paper without its abstract, summarizes it as the app does, and compares with the abstract. */
async function runPaper(
  model: OpenModel,
  paper: Paper,
  half: PaperResult['half'],
  threads: number | undefined,
): Promise<PaperResult> {
  const { path, version } = await packagedFile(paper)
  const split = splitAbstract((await readDocument(path)).text)
  if (!split) throw new Error('no abstract could be told from its text')
  const session = await ReadingSession.open(model, readText(beginningOf(split.rest), `${paper.id}.txt`), {
    contextLength: CONTEXT,
    threads,
  })
  try {
    const [result] = await session.run([{ kind: 'summary' }])
    const { answer, keyPassages = [], traced } = result!
    for (const { trace } of traced) trace.close()
    const joined = (texts: readonly string[]) => texts.join(' ')
    const sentences = quotableSentences(session)
    const ranked = await textRank(sentences, keyPassages.length)
    const texts: PaperResult['texts'] = {
      'written summary': oneLine(answer.text),
      'key passages': joined(keyPassages.map(({ text }) => text)),
      [`lead-${LEAD}`]: joined(sentences.slice(0, LEAD)),
      TextRank: joined(ranked.map((i) => sentences[i]!)),
    }
    const rouge = Object.fromEntries(METHODS.map((method) => [method, rougeOf(texts[method], split.abstract)]))
    return {
      id: paper.id,
      version,
      tokens: session.info.tokens,
      half,
      texts,
      rouge: rouge as PaperResult['rouge'],
      sentences: answer.sentences.map(({ text, support, unfound }) => ({ text, support, unfound })),
    }
  } finally {
    await session.close({ keep: false })
  }
}

/** Up to the last sentence that ends in what is read. */
function beginningOf(text: string): string {
  const cut = text.slice(0, MOST_CHARACTERS)
  return cut.length < text.length ? cut.slice(0, cut.lastIndexOf('. ') + 1) : cut
}

/** What key passages, lead and TextRank choose from. */
function quotableSentences({ document }: ReadingSession): string[] {
  const { text } = document.document
  const sentences = document.sentences
    .filter(({ kind }) => kind !== 'heading')
    .map(({ start, end }) => ({ text: oneLine(text.slice(start, end)) }))
  return quotables(sentences).map((one) => one.text)
}
