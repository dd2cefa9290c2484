import { commit } from '../output'
import { share, table } from '../table'
import type { Rouge } from './rouge'
import { METHODS, type Method, type PaperResult } from './run_papers'

const HALVES = ['chosen on', 'reported'] as const

/** The figures as Markdown. */
export function qualityReport(papers: readonly PaperResult[], model: string, seconds: number): string {
  const head = ['against the abstract', 'half', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L', 'words']
  const rows = METHODS.flatMap((method) =>
    HALVES.map((half) => [
      method,
      half,
      ...figures(
        papers.filter((paper) => paper.half === half),
        method,
      ),
    ]),
  )
  return [
    `Commit ${commit()}, ${model}, ${papers.length} papers, ${Math.round(seconds / 60)} minutes.`,
    table(head, rows),
    held(papers),
    table(
      ['paper', 'from', 'tokens'],
      papers.map(({ id, version, tokens }) => [id, version, tokens]),
    ),
  ].join('\n\n')
}

function figures(papers: readonly PaperResult[], method: Method): string[] {
  const mean = (of: (paper: PaperResult) => number) => papers.reduce((sum, one) => sum + of(one), 0) / papers.length
  const rouge = (kind: keyof Rouge) => (100 * mean((paper) => paper.rouge[method][kind])).toFixed(1)
  const words = mean((paper) => paper.texts[method].split(' ').length)
  return [rouge('one'), rouge('two'), rouge('l'), words.toFixed(0)]
}

function held(papers: readonly PaperResult[]): string {
  const sentences = papers.flatMap((paper) => paper.sentences)
  const astray = sentences.filter(({ unfound = [] }) => unfound.length > 0).length
  const alone = sentences.filter(({ support }) => support === 'none').length
  return (
    `Of the ${sentences.length} sentences of written summaries ${share(sentences.length - astray, sentences.length)} name ` +
    `nothing (number, date, name) that doesn't stand in the paper, and ${share(alone, sentences.length)} have no support.`
  )
}
