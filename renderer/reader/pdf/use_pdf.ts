import { useEffect, useState } from 'react'
import { isPicture } from '../../../electron/shared/document/types'
import type { DocumentEntry } from '../../../electron/shared/ipc/document_data'
import { useDocument } from '../../state/document'
import { type OpenPdf, openPdf } from './open'

export type PdfState =
  | { state: 'opening' }
  | { state: 'password'; wrong: boolean; answer(password: string): void }
  | ({ state: 'ready' } & OpenPdf)
  | { state: 'failed'; problem: string }

/** Passwords that opened a document, while the app runs: never written anywhere. */
const passwords = new Map<string, string>()

/** Opens the document's file and closes it when another is shown. `again` opens it anew. */
export function usePdf(entry: DocumentEntry): [PdfState, again: () => void] {
  const [state, setState] = useState<PdfState>({ state: 'opening' })
  const [tries, setTries] = useState(0)
  const { id, file, kind } = entry
  // a picture's pages are another file than the one that was added, and fetched whole
  const bytes = isPicture(kind) ? 0 : entry.bytes

  useEffect(() => {
    const closing = new AbortController()
    setState({ state: 'opening' })
    const fail = () => {
      if (!closing.signal.aborted) setState({ state: 'failed', problem: notReadable(file) })
    }
    openPdf(
      { id, bytes },
      {
        signal: closing.signal,
        onLost: fail,
        password: (answer, wrong) => {
          const known = wrong ? undefined : (passwords.get(id) ?? useDocument.getState().password)
          if (known !== undefined) return answer(known)
          const remember = (password: string) => {
            passwords.set(id, password)
            setState({ state: 'opening' })
            answer(password)
          }
          setState({ state: 'password', wrong, answer: remember })
        },
      },
    ).then((open) => {
      if (!closing.signal.aborted) setState({ state: 'ready', ...open })
    }, fail)
    return () => closing.abort()
  }, [id, bytes, file, tries])

  return [state, () => setTries((n) => n + 1)]
}

const notReadable = (file: string) =>
  `The pages of "${file}" can't be shown: the stored file is missing or damaged. Add the file to the library again.`
