import type { AnswerSentence } from '../../../electron/shared/ipc/answer_data'
import { SupportMark } from '../../design/SupportMark'

const MEANING: Record<AnswerSentence['support'], string> = {
  supported:
    'While it wrote this, the model read the shaded sentences far more than it usually reads text at their place.',
  weak: 'The best sentence below stands out only a little. Compare it before you rely on this.',
  none: 'No sentence stands out, so none is shaded. The model may have made this up: check it in the document.',
}

/** The support mark of a sentence with what it means, in a plain sentence. */
export const SupportLine = ({ support }: { support: AnswerSentence['support'] }) => (
  <p className={`lens-support lens-support-${support}`}>
    <SupportMark support={support} />
    <span>{MEANING[support]}</span>
  </p>
)
