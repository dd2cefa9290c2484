import type { AnswerRequest, Passage } from '../../electron/shared/ipc/answer_data'
import type { PlacedText } from '../../electron/shared/ipc/comparison_data'
import { ask } from '../ipc/client'
import { attempt, useApp } from '../state/app'
import { canBeChosen, useChoice } from '../state/choice'
import { useComparison, type Versions } from '../state/comparison'
import { useDocument } from '../state/document'
import { useLibrary } from '../state/library'
import { questionOf } from './asking'
import { lookAway, openDocument } from './opening'
import { usePanes } from './panes'
import { goToSource } from './sources'

/** Shows two documents of the library beside each other: the one that was added first is the older version. */
export function compareDocuments([one, other]: readonly string[]): void {
  if (one === undefined || other === undefined) return
  const addedAt = (id: string) => useLibrary.getState().documents.find((document) => document.id === id)?.addedAt ?? 0
  const [before, after] = addedAt(other) < addedAt(one) ? [other, one] : [one, other]
  lookAway()
  void useComparison.getState().open({ before, after })
}

/** Compares the two that are chosen; else has them chosen in the library, the open document being one of them. */
export function compareChosen(): void {
  const { chosen, choose, end } = useChoice.getState()
  if (chosen?.length === 2) {
    end()
    compareDocuments(chosen)
    return
  }
  const all = useLibrary.getState().documents.filter(canBeChosen)
  if (all.length < 2) {
    useApp.getState().report('Two documents can be compared once both are in the library: open the other one first.')
    return
  }
  const open = useDocument.getState().entry
  if (!chosen) choose(open && !useComparison.getState().versions && canBeChosen(open) ? [open.id] : [])
  usePanes.getState().show('library')
  // the pane may just be coming
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('.library [role=checkbox][aria-checked=false]')?.focus(),
  )
}

export function swapVersions({ before, after }: Versions): void {
  void useComparison.getState().open({ before: after, after: before })
}

/** Back to the document that was open. */
export const endComparing = () => useComparison.getState().close()

/** Asks both versions the same; the answers come as events. */
export async function askBoth(question: string): Promise<void> {
  await requestBoth(questionOf(question))
}

export async function requestBoth(request: AnswerRequest): Promise<void> {
  const { versions } = useComparison.getState()
  if (!versions) return
  await attempt(async () => {
    for (const document of [versions.before, versions.after]) await ask('answers.ask', { document, request })
  })
}

/** Opens one of the two where a sentence stands in it. */
export async function openSentence(document: string, { start, end }: PlacedText): Promise<void> {
  await openDocument(document)
  useDocument.getState().goTo(start, end)
}

/** Opens one of the two where an answer has a source. */
export async function openSource(document: string, item: Pick<Passage, 'sentence' | 'text' | 'page'>): Promise<void> {
  await openDocument(document)
  goToSource(item)
}
