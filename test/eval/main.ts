import { readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { openModel } from '../../electron/engine/model'
import { KEY_TYPES } from '../../electron/shared/ipc/plan_data'
import { openCalibrated } from '../../electron/summarize/calibration'
import { ablationsReport } from './ablations/report'
import { type AblationResult, runAblations } from './ablations/run'
import { makeCases } from './cases'
import { type CaseKind, type EvalText, KINDS } from './cases/types'
import { loadCorpus, type RealText } from './corpus'
import { type CountsResult, countsReport, runCounts } from './counts'
import { draftsReport, measureDrafts } from './drafts'
import { figuresOf } from './figures'
import { followUpsReport, runFollowUps } from './follow_ups'
import { type LookResult, looksReport, MODELS_HEAD, modelRows, runLooks } from './looks'
import { commit, refreshReadme, refreshRows, writeJson } from './output'
import { partsReport, runParts } from './parts'
import { qualityReport } from './quality/report'
import { runPapers } from './quality/run_papers'
import { type RunInfo, reportOf } from './report'
import { type CaseResult, runText, type TextResult } from './run_text'
import { median } from './statistics'

const SEED = 'sparselens 1'
const RESULTS = 'build/eval/results.json'
const USAGE = `usage: npm run eval -- [--only ${KINDS.join('|')}] [--cases N] [--verbose] [--model FILE] | --counts [--only KIND] [--cases N] | --looks [--model FILE] [--only KIND] [--cases N] | --follow-ups | --quality | --ablations [--cases N] | --parts [--cases N] | --drafts [--only KIND] [--cases N] | --report; [--threads N] [--kv TYPE]`

const say = (line: string) => process.stderr.write(`${line}\n`)

function options() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      cases: { type: 'string' },
      threads: { type: 'string' },
      kv: { type: 'string' },
      model: { type: 'string' },
      report: { type: 'boolean', default: false },
      looks: { type: 'boolean', default: false },
      counts: { type: 'boolean', default: false },
      'follow-ups': { type: 'boolean', default: false },
      quality: { type: 'boolean', default: false },
      ablations: { type: 'boolean', default: false },
      parts: { type: 'boolean', default: false },
      drafts: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  })
  const only = values.only as CaseKind | undefined
  const cases = values.cases === undefined ? Number.POSITIVE_INFINITY : Number(values.cases)
  if ((only && !KINDS.includes(only)) || !(cases >= 1)) throw new Error(USAGE)
  const keys = KEY_TYPES.find((type) => type === values.kv)
  if (values.kv !== undefined && !keys) throw new Error(USAGE)
  const threads = values.threads === undefined ? undefined : Number(values.threads)
  return {
    only,
    cases,
    threads,
    keys,
    verbose: values.verbose,
    model: values.model,
    report: values.report,
    looks: values.looks,
    counts: values.counts,
    followUps: values['follow-ups'],
    quality: values.quality,
    ablations: values.ablations,
    parts: values.parts,
    drafts: values.drafts,
    // what is published is of the built-in model and all cases
    whole: !only && values.cases === undefined && values.model === undefined && !keys,
  }
}

type Given = ReturnType<typeof options>

/** The first so many cases of one kind, or of all. */
function chosen(texts: readonly EvalText[], only: CaseKind | undefined, most: number): EvalText[] {
  let left = most
  return texts.flatMap((text) => {
    const cases = text.cases.filter(({ kind }) => !only || kind === only).slice(0, left)
    left -= cases.length
    return cases.length ? [{ ...text, cases }] : []
  })
}

/** Answers to what a text states. */
const ofStated = (texts: readonly EvalText[]): EvalText[] =>
  texts.map((text) => ({
    ...text,
    cases: text.cases.filter(({ kind }) => ['hidden', 'stated', 'fresh'].includes(kind)),
  }))

function describe(result: CaseResult): string {
  const { ranks, strengths } = result
  return [
    `  ${result.kind} ${result.right === undefined ? '' : result.right ? 'right' : 'WRONG'}: ${result.question}`,
    `    expected ${result.expected.join(' / ') || 'nothing'}; said: ${result.answer}`,
    ...(ranks
      ? [
          `    of ${result.of}: ${Object.entries(ranks)
            .map(([measure, rank]) => `${measure} ${rank}`)
            .join(', ')}`,
        ]
      : []),
    ...strengths.map((s) => `    ${s.sourced}, ${s.perLayer.toFixed(2)} ${s.support}: "${s.text}" <- "${s.best}"`),
  ].join('\n')
}

/** Writes the page anew from the last whole run: for other thresholds nothing need be asked again. */
async function reportAgain(): Promise<void> {
  const { run, results } = JSON.parse(await readFile(RESULTS, 'utf8')) as { run: RunInfo; results: CaseResult[] }
  await refreshReadme(reportOf(figuresOf(results), run))
}

/** Questions in two looks, over all texts, or a part of them. */
async function evaluateLooks(texts: readonly EvalText[], given: Given): Promise<void> {
  const { only, cases, threads, whole, keys } = given
  const started = performance.now()
  const model = await opened(given)
  const { name } = model.info
  const results: LookResult[] = []
  await runLooks(model, texts, {
    threads,
    only,
    most: cases,
    onText: async (some) => {
      say(`${some[0]?.text}: ${some.length} questions`)
      results.push(...some)
      await writeJson(`build/eval/looks${whole ? '' : '-part'}.json`, results)
    },
  })
  const report = looksReport(results, name, (performance.now() - started) / 1000)
  process.stdout.write(`${report}\n`)
  if (whole) await refreshReadme(report, 'looks')
  // a part of the questions of a kind is not to be compared
  if (cases === Number.POSITIVE_INFINITY && !keys) await refreshRows(MODELS_HEAD, modelRows(results, name), 'models')
}

/** The built-in model, or another one, whose retrieval layers are then looked for. */
const opened = ({ model: path, keys }: Given) =>
  path === undefined ? openModel({ keys }) : openCalibrated({ path, keys }, () => {})

/** The same answers, with rows as a server tells them: positions alone. */
async function evaluateCounts(texts: readonly EvalText[], given: Given): Promise<void> {
  const { whole, threads } = given
  const started = performance.now()
  const model = await opened(given)
  const results: CountsResult[] = []
  let asked = 0
  for (const [i, text] of texts.entries()) {
    const found = await runCounts(model, text, threads)
    asked += found.asked
    results.push(...found.results)
    say(`${i + 1}/${texts.length} ${text.id}: ${found.results.map(({ ranks }) => JSON.stringify(ranks)).join(' ')}`)
    await writeJson('build/eval/counts.json', results)
  }
  const report = countsReport(asked, results, model.info.name, (performance.now() - started) / 1000)
  process.stdout.write(`${report}\n`)
  if (whole) await refreshReadme(report, 'counts')
}

/** Questions that lean on the one before. */
async function evaluateFollowUps(corpus: readonly RealText[], given: Given): Promise<void> {
  const { whole, threads } = given
  const started = performance.now()
  const model = await opened(given)
  const results = await runFollowUps(model, corpus, SEED, threads, (some) =>
    say(`${some[0]?.text}: ${some.length} questions`),
  )
  const report = followUpsReport(results, model.info.name, (performance.now() - started) / 1000)
  process.stdout.write(`${report}\n`)
  await writeJson('build/eval/follow_ups.json', results)
  if (whole) await refreshReadme(report, 'follow-ups')
}

/** Summaries of papers, beside their authors' abstracts. */
async function evaluateQuality(given: Given): Promise<void> {
  const { whole, threads } = given
  const started = performance.now()
  const model = await opened(given)
  const results = await runPapers(model, threads, say)
  const report = qualityReport(results, model.info.name, (performance.now() - started) / 1000)
  process.stdout.write(`${report}\n`)
  await writeJson('build/eval/quality.json', results)
  if (whole) await refreshReadme(report, 'quality')
}

/** What leaving sentences out of the text does to answers and summaries. */
async function evaluateAblations(texts: readonly EvalText[], given: Given): Promise<void> {
  const { whole, threads } = given
  const started = performance.now()
  const model = await opened(given)
  const results: AblationResult[] = []
  for (const [i, text] of texts.entries()) {
    const found = await runAblations(model, text, threads)
    results.push(...found)
    say(`${i + 1}/${texts.length} ${text.id}: ${found.length} statements`)
    await writeJson('build/eval/ablations.json', results)
  }
  const report = ablationsReport(results, model.info.name, (performance.now() - started) / 1000)
  process.stdout.write(`${report}\n`)
  if (whole) await refreshReadme(report, 'ablations')
}

/** Finding over all parts of a long document. */
async function evaluateParts(corpus: readonly RealText[], texts: readonly EvalText[], given: Given): Promise<void> {
  const { cases, whole, threads } = given
  const started = performance.now()
  const model = await opened(given)
  const result = await runParts(model, corpus, texts, { seed: SEED, threads, cases }, say)
  const report = partsReport(result, model.info.name, (performance.now() - started) / 1000)
  process.stdout.write(`${report}\n`)
  await writeJson('build/eval/parts.json', result)
  if (whole) await refreshReadme(report, 'parts')
}

/** How much faster answers and summaries are written with drafts. */
async function evaluateDrafts(texts: readonly EvalText[], given: Given): Promise<void> {
  const gains = await measureDrafts(await opened(given), texts)
  process.stdout.write(`${draftsReport(gains)}\n`)
  await writeJson('build/eval/drafts.json', gains)
}

async function main() {
  const given = options()
  const { only, cases, threads, verbose, report: again, looks, counts, whole } = given
  if (again) return reportAgain()
  if (given.quality) return evaluateQuality(given)
  const corpus = await loadCorpus((id, why) => say(`left out ${id}: ${why}`))
  if (given.followUps) return evaluateFollowUps(corpus, given)
  const made = makeCases(corpus, SEED)
  if (looks) return evaluateLooks(made, given)
  if (given.parts) return evaluateParts(corpus, made, given)
  if (given.ablations) return evaluateAblations(chosen(ofStated(made), only, cases), given)
  const texts = chosen(made, only, cases)
  if (given.drafts) return evaluateDrafts(texts, given)
  if (counts) return evaluateCounts(texts, given)
  const started = performance.now()
  const model = await opened(given)
  const done: (TextResult & { id: string; version?: string })[] = []
  for (const [i, text] of texts.entries()) {
    say(`${i + 1}/${texts.length} ${text.id}: ${text.cases.length} cases`)
    const result = await runText(model, text, threads, (one) => verbose && say(describe(one)))
    done.push({ id: text.id, version: text.version, ...result })
    say(`  ${result.tokens} tokens, ${result.seconds.toFixed(0)} s`)
  }
  const run: RunInfo = {
    commit: commit(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    model: model.info.name,
    seconds: (performance.now() - started) / 1000,
    prefillTokensPerSecond: median(done.map((text) => text.prefillTokensPerSecond)),
    decodeTokensPerSecond: median(done.map((text) => text.decodeTokensPerSecond)),
    texts: done,
  }
  const results = done.flatMap((text) => text.cases)
  const figures = figuresOf(results)
  const report = reportOf(figures, run)
  process.stdout.write(`${report}\n`)
  await writeJson(whole ? RESULTS : 'build/eval/partial.json', { run, figures, results })
  // a part of the cases is for trying things out: the figures that are published come from all of them
  if (whole) await refreshReadme(report)
}

main().catch((error: Error) => {
  say(error.message)
  process.exitCode = 1
})
