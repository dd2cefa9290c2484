import type { CharacterRange } from '../../electron/shared/document/uncertain'
import { Struck } from './Struck'

interface Props {
  text: string
  /** Words of `text` of which text recognition is not sure. */
  uncertain?: readonly CharacterRange[]
}

/** A quotation from the open document: struck-out words are drawn so, uncertain ones are underlined, with a small "?". */
export function Quoted({ text, uncertain = [] }: Props) {
  if (uncertain.length === 0) return <Struck text={text} />
  const pieces: CharacterRange[] = []
  let at = 0
  for (const { start, end } of uncertain) {
    pieces.push({ start: at, end: start })
    at = end
  }
  pieces.push({ start: at, end: text.length })
  return pieces.map(({ start, end }, i) => {
    const word = uncertain[i]
    return (
      <span key={start}>
        <Struck text={text.slice(start, end)} />
        {word && (
          <u className="ui-uncertain" title="Text recognition is not sure of this word.">
            {text.slice(word.start, word.end)}
          </u>
        )}
      </span>
    )
  })
}
