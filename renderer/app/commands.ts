import { ask } from '../ipc/client'
import { useAnswers } from '../state/answers'
import { attempt, useApp } from '../state/app'
import { useDocument } from '../state/document'
import { useLens } from '../state/lens'
import { cancelAnswer, summarize } from './asking'
import { openSample, pickFiles } from './opening'
import { usePanes } from './panes'

/** What the menu's words do here; the reader listens to its own (renderer/reader/commands.ts). */
const COMMANDS: Record<string, () => unknown> = {
  open: pickFiles,
  'open-sample': openSample,
  settings: () => useApp.getState().show('settings'),
  shortcuts: () => useApp.getState().show('shortcuts'),
  'model-card': () => useApp.getState().show('model-card'),
  'toggle-library': () => usePanes.getState().toggle('library'),
  'toggle-answer': () => usePanes.getState().toggle('answer'),
  'toggle-lens': toggleLens,
  ask: () => document.getElementById('ask-question')?.focus(),
  summarize: () => summarize({}),
  cancel: () => runningAnswer() && cancelAnswer(runningAnswer()!.id),
  export: () => withNewest((answer) => ask('answers.export', { answer })),
  'copy-answer': () =>
    withNewest(async (answer) => ask('app.copy', { text: await ask('answers.markdown', { answer }) })),
}

export function runCommand(command: string): void {
  COMMANDS[command]?.()
}

export const runningAnswer = () =>
  useAnswers.getState().answers.find(({ state }) => ['queued', 'reading', 'answering'].includes(state))

function withNewest(work: (answer: string) => Promise<unknown>): void {
  const newest = useAnswers.getState().answers.at(-1)
  if (newest && useDocument.getState().entry) void attempt(() => work(newest.id))
}

function toggleLens(): void {
  const lens = useLens.getState()
  if (lens.open) {
    lens.close()
    return
  }
  const newest = useAnswers.getState().answers.at(-1)
  if (!newest) return
  const main = newest.result?.main ?? 0
  const first = newest.sentences[0]
  if (first) lens.look(newest.id, main, { from: first.from, to: first.to })
}
