import { USUAL_LANGUAGES } from '../../electron/shared/document/languages'
import { ask } from '../ipc/client'
import { useAnswer } from '../ipc/use_answer'

/** Until main has answered: those that come along. */
const ALONG: readonly string[] = [USUAL_LANGUAGES]

/** Codes of the languages that text in pictures can be recognized in: asked for by whoever offers them. */
export const useLanguages = (): readonly string[] => useAnswer(() => ask('library.languages'), ALONG)
