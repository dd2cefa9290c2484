import type { Passage } from '../../../electron/shared/ipc/answer_data'
import { placeOfSource } from '../../actions/sources'
import { ask } from '../../ipc/client'
import { useDocument } from '../../state/document'
import { useTasks } from '../../state/tasks'
import { type PlacedPassage, useFind } from './find'

/** What is under way, by its name among the tasks. */
export const FINDING = 'find by meaning'

/** Asks the model where its indexers look for the query; the best passage is shown at once. */
export async function findByMeaning(): Promise<void> {
  const question = useFind.getState().query.trim()
  const document = useDocument.getState().entry?.id
  if (question === '' || !document) return
  const found = await useTasks
    .getState()
    .run(FINDING, (job) => ask('answers.find', { job, document, question: question.slice(0, 4000) }))
  const { query, by } = useFind.getState()
  // meanwhile something else may be looked for, or another document be open
  if (!found || by !== 'meaning' || query.trim() !== question || useDocument.getState().entry?.id !== document) return
  useFind.getState().foundPassages(found.flatMap(placed))
}

export function stopFinding(): void {
  void useTasks.getState().stop(FINDING)
}

function placed(passage: Passage): PlacedPassage[] {
  const place = placeOfSource(passage)
  return place ? [{ ...passage, start: place.start, end: place.end }] : []
}
