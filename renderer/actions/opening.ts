import { languageNames } from '../../electron/shared/document/languages'
import type { Member, ReadAs } from '../../electron/shared/document/types'
import type { Import } from '../../electron/shared/ipc/document_data'
import { ask } from '../ipc/client'
import { droppedPaths } from '../ipc/dropped_paths'
import { announce } from '../state/announcements'
import { useAnswers } from '../state/answers'
import { attempt, useApp } from '../state/app'
import { useComparison } from '../state/comparison'
import { useDocument } from '../state/document'
import { useLens } from '../state/lens'
import { useLibrary } from '../state/library'
import { useMarks } from '../state/marks'
import { useModels } from '../state/models'
import { useUses } from '../state/uses'
import { showAnswers, usePanes } from './panes'
import { remember } from './remembered'

/** Shows a document of the library with its answers. */
export async function openDocument(document: string): Promise<void> {
  useLibrary.getState().expect([])
  useComparison.getState().close()
  const { entry, opening } = useDocument.getState()
  if (entry?.id === document || opening === document) return
  lookAway()
  remember({ document })
  await attempt(() => Promise.all([useDocument.getState().open(document), useAnswers.getState().load(document)]))
}

/** Makes one document of several, to ask them together, and shows it where questions are asked. */
export async function askTogether(documents: readonly string[]): Promise<void> {
  const collection = await attempt(() => ask('library.collect', { documents: [...documents] }))
  if (collection === undefined) return
  await openDocument(collection)
  showAnswers()
  document.getElementById('ask-question')?.focus()
}

/** Shows a document of a collection by itself, at a page of its own. */
export async function openMember({ id, start }: Member, at: { start: number; end: number }): Promise<void> {
  if (id === undefined) return
  await openDocument(id)
  useDocument.getState().goTo(at.start - start, at.end - start)
}

/** Puts away what the last document's answers were looked at with. */
export function lookAway(): void {
  useLens.getState().close()
  useUses.getState().clear()
  useMarks.getState().setMarks([])
}

/** Files that were dropped: documents, of which the first that is read is shown, models, languages of recognition. */
export async function addFiles(files: File[]): Promise<void> {
  const paths = droppedPaths(files)
  if (paths.length === 0) {
    useApp.getState().report('What you dropped is no file on this computer: drop a document.')
    return
  }
  const models = paths.filter((path) => /\.gguf$/i.test(path))
  if (models.length > 0) {
    useApp.getState().show('models')
    void useModels.getState().add(models)
  }
  const languages = paths.filter((path) => /\.traineddata(?:\.gz)?$/i.test(path))
  if (languages.length > 0) await addLanguages(languages)
  const documents = paths.filter((path) => !models.includes(path) && !languages.includes(path))
  if (documents.length > 0) await add(() => ask('library.add', { paths: documents }))
}

async function addLanguages(paths: string[]): Promise<void> {
  const known = await attempt(() => ask('library.addLanguages', { paths }))
  if (!known) return
  announce(`Text can be recognized in ${languageNames(known.join('+'))} now: choose in the settings.`)
  useApp.getState().show('settings')
}

export const pickFiles = () => add(() => ask('library.pick'))
export const openSample = () => add(async () => [await ask('library.addSample')])

/** Reads the file of a document again, otherwise than before, and shows what comes of it. */
export const rereadDocument = (document: string, readAs: ReadAs) =>
  add(async () => [await ask('library.reread', { document, readAs })])

async function add(begin: () => Promise<string[]>): Promise<void> {
  await attempt(async () => {
    const imports = await begin()
    // one may have ended before its id got here
    const ready = imports.map((id) => ended.get(id)).find((document) => document !== undefined)
    if (ready) return openDocument(ready)
    const failed = useLibrary.getState().imports.filter(({ state }) => state === 'failed')
    useLibrary.getState().expect(imports.filter((id) => !failed.some((one) => one.id === id)))
  })
}

/** Documents that imports became, by import. */
const ended = new Map<string, string>()

/** Opens what the user waits for, and shows the queue when it needs them. */
export function followImport({ id, state, document, show }: Import): void {
  if (state === 'failed' || state === 'needs-password' || state === 'wrong-password')
    usePanes.getState().show('library')
  if (state !== 'done' || !document) return
  ended.set(id, document)
  if (show || useLibrary.getState().awaited.includes(id)) void openDocument(document)
}

function closeDocument(): void {
  lookAway()
  useDocument.getState().close()
  useAnswers.getState().close()
}

/** All of them; false if that failed, which is told. */
export async function removeAllDocuments(): Promise<boolean> {
  useComparison.getState().close()
  closeDocument()
  return (await attempt(() => ask('library.removeAll').then(() => true))) === true
}

/** Out of the library, with its answers and what was kept of them. */
export async function removeDocument(document: string): Promise<void> {
  const { entry, failed } = useDocument.getState()
  const { versions, close } = useComparison.getState()
  if (versions && Object.values(versions).includes(document)) close()
  if (entry?.id === document || failed === document) {
    closeDocument()
  }
  await attempt(() => ask('library.remove', { document }))
}
