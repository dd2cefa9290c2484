import { ask, listen } from '../ipc/client'
import { useAnswers } from '../state/answers'
import { attempt, useApp } from '../state/app'
import { useLibrary } from '../state/library'
import { runCommand } from './commands'
import { openDocument, openIfAwaited } from './opening'

/** Brings main's events into the stores, and fills them once at the start. */
export function followEvents(): void {
  const app = useApp.getState()
  const library = useLibrary.getState()
  const answers = useAnswers.getState()
  listen({
    'library.changed': library.setDocuments,
    'library.import': (changed) => {
      library.importChanged(changed)
      openIfAwaited(changed)
    },
    'answer.changed': answers.changed,
    'answer.removed': ({ answer }) => answers.removed(answer),
    'answer.progress': ({ answer, progress }) => answers.progressed(answer, progress),
    'answer.sentence': ({ answer, sentence }) => answers.wroteSentence(answer, sentence),
    'app.status': app.setStatus,
    'app.problem': ({ message }) => app.report(message),
    'app.command': ({ command }) => runCommand(command),
  })
  void attempt(fill)
}

async function fill(): Promise<void> {
  const { setSettings, setStatus } = useApp.getState()
  setSettings(await ask('app.settings'))
  const documents = await ask('library.list')
  useLibrary.getState().setDocuments(documents)
  for (const one of await ask('library.imports')) useLibrary.getState().importChanged(one)
  const last = useApp.getState().settings?.view.document
  if (documents.some(({ id }) => id === last)) await openDocument(last as string)
  setStatus(await ask('app.status'))
}
