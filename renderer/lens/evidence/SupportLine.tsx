import type { AnswerSentence } from '../../../electron/shared/ipc/answer_data'
import { SupportMark } from '../../design/SupportMark'

const MEANING: Record<AnswerSentence['support'], string> = {
  supported:
    'While it wrote this, the model read the shaded sentences far more than it usually reads text at their place.',
  weak: 'The best sentence below stands out only a little. Compare it before you rely on this.',
  none: 'No sentence stands out, so none is shaded. The model may have made this up: check it in the document.',
  unknown:
    'How well this is supported can’t be told without scores: the sentences below entered attention more often than text at their place usually does, best first. Compare them before you rely on this.',
}

/** The same of an answer from so few excerpts that evidence can't tell. */
const WITHOUT_THEM: typeof MEANING = {
  supported: 'Without the shaded excerpts the model would hardly have written this.',
  weak: 'Without the shaded excerpts the model might have written some of this, too. Compare it before you rely on this.',
  none: 'The model would have written this without the excerpts, too, and may have made it up: check it in the document.',
  unknown: MEANING.unknown,
}

interface Props {
  support: AnswerSentence['support']
  fromFew?: boolean
}

/** The support mark of a sentence with what it means, in a plain sentence. */
export const SupportLine = ({ support, fromFew = false }: Props) => (
  <p className={`lens-support lens-support-${support}`}>
    <SupportMark support={support} />
    <span>{(fromFew ? WITHOUT_THEM : MEANING)[support]}</span>
  </p>
)
