import { useEffect, useState } from 'react'
import { USUAL_LANGUAGES } from '../../electron/shared/document/languages'
import { ask } from '../ipc/client'

/** Codes of the languages that text in pictures can be recognized in: asked for by whoever offers them. */
export function useLanguages(): readonly string[] {
  const [known, setKnown] = useState<readonly string[]>([USUAL_LANGUAGES])
  useEffect(() => {
    let isGone = false
    ask('library.languages').then(
      (languages) => {
        if (!isGone) setKnown(languages)
      },
      () => {}, // those that come along are there
    )
    return () => {
      isGone = true
    }
  }, [])
  return known
}
