import { followImport, openDocument } from '../actions/opening'
import { restorePanes } from '../actions/panes'
import { writeRemembered } from '../actions/remembered'
import { ask, listen } from '../ipc/client'
import { useAnswers } from '../state/answers'
import { attempt, useApp } from '../state/app'
import { useAnswersAfter, useAnswersBefore } from '../state/comparison'
import { useExports } from '../state/exports'
import { useJobs } from '../state/jobs'
import { useLibrary } from '../state/library'
import { useModels } from '../state/models'
import { runCommand } from './commands'

/** Brings main's events into the stores, and fills them once at the start. */
export function followEvents(): void {
  const app = useApp.getState()
  const library = useLibrary.getState()
  const answers = [useAnswers, useAnswersBefore, useAnswersAfter].map((store) => store.getState())
  const jobs = useJobs.getState()
  const exports = useExports.getState()
  const models = useModels.getState()
  listen({
    'library.changed': library.setDocuments,
    'library.import': (changed) => {
      library.importChanged(changed)
      followImport(changed)
    },
    'answer.changed': (answer) => {
      for (const one of answers) one.changed(answer)
      jobs.changed(answer)
    },
    'answer.removed': ({ answer }) => {
      for (const one of answers) one.removed(answer)
      jobs.removed(answer)
    },
    'answer.progress': ({ answer, document, progress }) => {
      for (const one of answers) one.progressed(answer, progress)
      jobs.progressed(answer, document, progress)
    },
    'answer.sentence': ({ answer, sentence }) => {
      for (const one of answers) one.wroteSentence(answer, sentence)
    },
    'export.progress': exports.progressed,
    'export.ended': ({ export: id }) => exports.ended(id),
    'models.changed': models.setModels,
    'app.status': app.setStatus,
    'app.problem': ({ message }) => app.report(message),
    'app.command': ({ command }) => runCommand(command),
  })
  window.addEventListener('pagehide', writeRemembered)
  void attempt(fill)
}

async function fill(): Promise<void> {
  const { setSettings, setStatus } = useApp.getState()
  const settings = await ask('app.settings')
  restorePanes(settings)
  setSettings(settings)
  const documents = await ask('library.list')
  useLibrary.getState().setDocuments(documents)
  for (const one of await ask('library.imports')) useLibrary.getState().importChanged(one)
  for (const answer of await ask('answers.unfinished')) useJobs.getState().changed(answer)
  const last = settings.view.document
  if (documents.some(({ id }) => id === last)) await openDocument(last as string)
  setStatus(await ask('app.status'))
}
