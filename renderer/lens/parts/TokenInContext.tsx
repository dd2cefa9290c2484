import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { around, tokenName, tokenText } from '../subject/answer_tokens'

interface Props {
  generation: Pick<Generation, 'answer' | 'tokenStarts'>
  token: number
  title?: string
}

/** A token of the answer in the middle, what stands before and after it fading out to both sides. */
export function TokenInContext({ generation, token, title }: Props) {
  const { before, after } = around(generation, token)
  const beginsWord = /^\s/.test(tokenText(generation, token))
  return (
    <span className="lens-context" title={title}>
      <span className="lens-before">
        <bdi>{before}</bdi>
      </span>
      <mark className={`lens-token ${beginsWord ? 'lens-begins-word' : ''}`}>{tokenName(generation, token)}</mark>
      <span className="lens-after">{after}</span>
    </span>
  )
}
