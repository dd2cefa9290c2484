import type { Import } from '../../electron/ipc/document_data'
import { ask } from '../ipc/client'
import { useAnswers } from '../state/answers'
import { attempt, useApp } from '../state/app'
import { useDocument } from '../state/document'
import { useLens } from '../state/lens'
import { useLibrary } from '../state/library'
import { useMarks } from '../state/marks'
import { remember } from './remembered'

/** Shows a document of the library with its answers. */
export async function openDocument(document: string): Promise<void> {
  useLibrary.getState().await(undefined)
  if (useDocument.getState().entry?.id === document) return
  useLens.getState().close()
  useMarks.getState().setMarks([])
  remember({ document })
  await attempt(() => Promise.all([useDocument.getState().open(document), useAnswers.getState().load(document)]))
}

/** Files that were dropped or picked; the first of them is shown as soon as it is read. */
export async function addFiles(files: File[]): Promise<void> {
  const paths = window.sparselens.pathsOf(files).filter((path) => path !== '')
  if (paths.length === 0) {
    useApp.getState().report('What you dropped is no file on this computer: drop a PDF, a text or a Markdown file.')
    return
  }
  await attempt(async () => awaitFirst(await ask('library.add', { paths })))
}

export const pickFiles = () => attempt(async () => awaitFirst(await ask('library.pick')))
export const openSample = () => attempt(async () => awaitFirst([await ask('library.addSample')]))

/** An import may have ended before its id got here. */
const ended = new Map<string, string>()

function awaitFirst(imports: string[]): void {
  const [first] = imports
  if (first === undefined) return
  const document = ended.get(first)
  if (document) void openDocument(document)
  else useLibrary.getState().await(first)
}

export function openIfAwaited({ id, state, document, show }: Import): void {
  if (state !== 'done' || !document) return
  ended.set(id, document)
  if (show || useLibrary.getState().awaited === id) void openDocument(document)
}

/** Out of the library, with its answers and what was kept of them. */
export async function removeDocument(document: string): Promise<void> {
  if (useDocument.getState().entry?.id === document) {
    useLens.getState().close()
    useMarks.getState().setMarks([])
    useDocument.getState().close()
    useAnswers.setState({ document: undefined, answers: [], progress: {} })
  }
  await attempt(() => ask('library.remove', { document }))
}
