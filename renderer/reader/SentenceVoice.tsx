import type { SourceDocument } from '../../electron/shared/document/types'
import { useHover } from './hover'
import { units } from './units'

/** Reads the sentence under the keyboard's cursor to screen readers. */
export function SentenceVoice({ source }: { source: SourceDocument }) {
  const unit = useHover((state) => (state.cursor === undefined ? undefined : units()[state.cursor]))
  return (
    <output className="reader-voice">
      {unit && `${source.text.slice(unit.start, unit.end)} Press Enter to see what it was used for.`}
    </output>
  )
}
