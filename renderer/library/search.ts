import type { DocumentEntry } from '../../electron/shared/ipc/document_data'

/** Documents whose title or file name has all the words, in any order. */
export function matching(documents: readonly DocumentEntry[], search: string): DocumentEntry[] {
  const words = folded(search).split(/\s+/).filter(Boolean)
  return documents.filter(({ title = '', file }) => {
    const name = folded(`${title} ${file}`)
    return words.every((word) => name.includes(word))
  })
}

/** Without case and accents. */
const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en')
