import { type CSSProperties, Fragment } from 'react'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import type { TokenSpan } from '../../state/lens'
import { tokenName, tokenText } from '../subject/answer_tokens'
import { changeText, shadeOf } from './change_words'

interface Props {
  generation: Pick<Generation, 'answer' | 'tokenStarts'>
  changes: ArrayLike<number>
  span: TokenSpan
  /** Numbers under the words. */
  withNumbers: boolean
}

/** Smaller shades are left out: a line under every word says nothing. */
const FAINT = 0.1

/** The answer's tokens, shaded by how much less or more likely each has become; lines under them say the same. */
export function ChangeStrip({ generation, changes, span, withNumbers }: Props) {
  const tokens = Array.from(
    { length: Math.max(0, Math.min(span.to, changes.length) - span.from) },
    (_, i) => span.from + i,
  )
  return (
    <p className={`try-strip ${withNumbers ? 'has-numbers' : ''}`}>
      {tokens.map((token) => {
        const change = changes[token]!
        const shade = shadeOf(change)
        const look = Math.abs(shade) < FAINT ? '' : shade < 0 ? 'is-less' : 'is-more'
        const text = tokenText(generation, token)
        const word = text.trimStart()
        return (
          <Fragment key={token}>
            {text.slice(0, text.length - word.length)}
            <span
              className={`try-token ${look}`}
              style={{ '--shade': Math.abs(shade) } as CSSProperties}
              title={`“${tokenName(generation, token)}”: ${changeText(change)} nats`}
            >
              {withNumbers ? <span>{word}</span> : word}
              {withNumbers && <small>{changeText(change)}</small>}
            </span>
          </Fragment>
        )
      })}
    </p>
  )
}
