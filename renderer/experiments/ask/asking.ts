import type { AnswerEntry } from '../../../electron/shared/ipc/answer_data'
import type { AppCalls, Input } from '../../../electron/shared/ipc/calls'
import type { ExperimentResult } from '../../../electron/shared/ipc/experiment_data'
import { ask } from '../../ipc/client'
import { joined, positionsOf } from '../../lens/subject/spans'
import { announce } from '../../state/announcements'
import { useExperiments } from '../../state/experiments'
import { type About, type Run, useRuns } from '../../state/runs'
import { useTasks } from '../../state/tasks'
import type { Base } from './base'
import { changedWords, promptWords } from './run_words'
import { allOf, topKName } from './top_k'

export const ASK_TASK = 'ask'

/** Asks an answer's request again with what is chosen in the pane; then shows the run. */
export async function askOtherwise({ entry, result, index, generation, alignment }: Base): Promise<void> {
  const { topK, exclude, force } = useExperiments.getState()
  const about = { kind: 'answer', trace: { answer: entry.id, generation: index } } as const
  const positions = (units: number[]) =>
    alignment ? joined(units.flatMap((unit) => positionsOf(unit, generation, alignment) ?? [])) : []
  const experiment = { about, topK, exclude: positions(exclude), force: positions(force) }
  const changed = changedWords({
    topK: topK === undefined ? undefined : topKName(topK, allOf(generation)),
    exclude: exclude.length,
    force: force.length,
  })
  const found = await run(experiment)
  if (!found) return
  const { answer } = found.generation
  const asEntry: AnswerEntry = {
    ...entry,
    id: found.run,
    createdAt: Date.now(),
    text: answer.text,
    sentences: answer.sentences,
    result: { ...result, ...resultOf(found) },
  }
  keep('answer', { about, result: found, changed, entry: asEntry })
}

/** A raw prompt, or the same again after a run of it. */
export async function askPrompt(about: Extract<About, { kind: 'prompt' }>, topK?: number, before?: Run): Promise<void> {
  const found = await run({
    about: before ? { kind: 'answer', trace: { answer: before.entry.id, generation: 0 } } : about,
    topK,
    exclude: [],
    force: [],
  })
  if (!found) return
  const { answer, textStart, textEnd } = found.generation
  const tokens = textEnd - textStart
  const entry: AnswerEntry = {
    id: found.run,
    // of none
    document: '00000000-0000-4000-8000-000000000000',
    request: { kind: 'question', question: about.prompt },
    state: 'done',
    createdAt: Date.now(),
    text: answer.text,
    sentences: answer.sentences,
    result: {
      document: { file: 'raw prompt', pages: 0, tokens, sentences: 0, coverage: 1, imagePages: [], parts: [] },
      ...resultOf(found),
    },
  }
  const name = topK === undefined ? undefined : topKName(topK, allOf(found.generation))
  keep('prompt', { about, result: found, entry, changed: promptWords(about.prompt, name) })
}

const run = (experiment: Input<AppCalls, 'experiment.ask'>['experiment']) =>
  useTasks.getState().run(ASK_TASK, (job) => ask('experiment.ask', { job, experiment }))

const resultOf = ({ generation, model, timings }: ExperimentResult) => ({
  model,
  timings,
  generations: [generation],
  main: 0,
  ranking: [],
})

function keep(tab: 'answer' | 'prompt', run: Run): void {
  useRuns.getState().add(run)
  useExperiments.getState().showRun(tab, run.entry.id)
  announce('The experiment is done.')
}
