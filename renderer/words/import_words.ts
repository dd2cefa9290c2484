import type { Import } from '../../electron/shared/ipc/document_data'
import { count } from '../../electron/shared/shown/numbers'

/** How far a file on its way into the library is, in words. */
export function importWords({ state, pagesDone, pages, recognizing, problem }: Import): {
  words: string
  share?: number
} {
  switch (state) {
    case 'waiting':
      return { words: 'Waiting for the files before it' }
    case 'reading':
      if (recognizing) return { words: recognizingWords(pagesDone, pages), share: (pagesDone - 1) / pages }
      return pages > 0
        ? { words: `Opening page ${count(pagesDone)} of ${count(pages)}`, share: pagesDone / pages }
        : { words: 'Opening' }
    case 'needs-password':
      return { words: 'This file is protected: enter its password in the library on the left.' }
    case 'wrong-password':
      return { words: 'This password does not open it: try another in the library on the left.' }
    case 'failed':
      return { words: problem ?? 'It could not be read: try another file.' }
    case 'done':
      return { words: 'Opened' }
  }
}

/** `page`: the one at work. */
const recognizingWords = (page: number, pages: number): string => `Recognizing page ${count(page)} of ${count(pages)}`
