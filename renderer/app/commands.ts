import { type AppCommand, type Command, isAppCommand } from '../../electron/shared/commands'
import type { ExportKind } from '../../electron/shared/ipc/export_data'
import { cancelJob, copyAnswer, exportAnswer, summarize, summaryOf } from '../actions/asking'
import { compareChosen, endComparing, requestBoth } from '../actions/comparing'
import { openSample, pickFiles } from '../actions/opening'
import { showAnswers, usePanes } from '../actions/panes'
import { lookAround } from '../lens/tour/look_around'
import { useAnswers } from '../state/answers'
import { attempt, useApp } from '../state/app'
import { useComparison } from '../state/comparison'
import { useDocument } from '../state/document'
import { useExperiments } from '../state/experiments'
import { runningJob, useJobs } from '../state/jobs'
import { useLens } from '../state/lens'

/** What the shell's commands do; the reader listens to its own (renderer/reader/commands.ts). */
const COMMANDS: Record<AppCommand, () => unknown> = {
  open: pickFiles,
  'open-sample': openSample,
  settings: () => useApp.getState().show('settings'),
  shortcuts: () => useApp.getState().show('shortcuts'),
  tour: lookAround,
  'model-card': () => useApp.getState().show('model-card'),
  licences: () => useApp.getState().show('licences'),
  sent: () => useApp.getState().show('sent'),
  cost: () => useApp.getState().show('cost'),
  experiments: showExperiments,
  'toggle-library': () => usePanes.getState().toggle('library'),
  'toggle-answer': () => usePanes.getState().toggle('answer'),
  'toggle-lens': toggleLens,
  ask: focusQuestion,
  summarize: summarizeShown,
  compare: compareChosen,
  cancel: cancelRunning,
  export: () => exportNewest('report'),
  'export-markdown': () => exportNewest('markdown'),
  'export-trace-lines': () => exportNewest('trace-lines'),
  'export-trace': () => exportNewest('trace'),
  'save-analysis': () => exportNewest('analysis'),
  'copy-answer': () => withNewest(copyAnswer),
}

export function runCommand(command: Command): void {
  if (isAppCommand(command)) COMMANDS[command]()
}

function focusQuestion(): void {
  showAnswers()
  // the pane may just be coming
  requestAnimationFrame(() => document.getElementById('ask-question')?.focus())
}

/** The one at work; if it is about another document, what waits here first. */
function cancelRunning(): void {
  const { jobs } = useJobs.getState()
  const open = useDocument.getState().entry?.id
  const here = jobs.filter((job) => job.document === open)
  const job = runningJob(here) ?? here[0] ?? runningJob(jobs)
  if (job) void cancelJob(job.answer)
}

/** Of two versions beside each other both. */
function summarizeShown(): void {
  void (useComparison.getState().versions ? requestBoth(summaryOf({})) : summarize({}))
}

function withNewest(work: (answer: string) => Promise<unknown>): void {
  // the open document is not to be seen while two versions are compared
  if (useComparison.getState().versions) return
  const newest = useAnswers.getState().answers.findLast(({ text }) => text !== '')
  if (newest) void attempt(() => work(newest.id))
}

const exportNewest = (kind: ExportKind) => withNewest((answer) => exportAnswer(answer, kind))

function showExperiments(): void {
  endComparing()
  usePanes.getState().show('answer')
  useExperiments.getState().show()
}

function toggleLens(): void {
  if (useComparison.getState().versions) return
  const lens = useLens.getState()
  if (lens.open) {
    lens.close()
    return
  }
  const newest = useAnswers.getState().answers.findLast(({ sentences }) => sentences.length > 0)
  const first = newest?.sentences[0]
  if (!newest || !first) return
  usePanes.getState().show('answer')
  lens.look(newest.id, newest.result?.main ?? 0, { from: first.from, to: first.to })
}
