import { useMemo } from 'react'
import { counted } from '../../../electron/shared/shown/numbers'
import { useLens } from '../../state/lens'
import { MergedNote } from '../parts/MergedNote'
import { useAsked } from '../subject/asked'
import { readSentence } from '../subject/sentences'
import type { Subject } from '../subject/subject'

/** A merge read summaries, a raw prompt itself: their entered tokens are counted by sentences of what was read. */
export function MergeEntered({ subject }: { subject: Subject }) {
  const { entry, result, generation, trace, token, layer, alignment } = subject
  const look = useLens((state) => state.look)
  const span = { from: token, to: token + 1, layers: [layer] }
  const { value } = useAsked('lens.span', { trace, span })
  const sentences = useMemo(
    () =>
      Array.from(value?.count ?? [], (times, index) => ({
        times,
        read: readSentence(generation, index, alignment),
      })).filter(({ times }) => times > 0),
    [value, generation, alignment],
  )
  return (
    <>
      <MergedNote subject={subject}>these of their sentences had tokens that entered.</MergedNote>
      {generation.kind === 'prompt' && (
        <p className="lens-about">A raw prompt has no pages. These of its sentences had tokens that entered:</p>
      )}
      <ol className="lens-list">
        {sentences.map(({ times, read }) => {
          const from =
            read?.summary && result.generations[read.summary.generation]?.answer.sentences[read.summary.sentence]
          const choose = () => from && look(entry.id, read.summary!.generation, { from: from.from, to: from.to })
          return (
            <li key={read?.index}>
              <button type="button" className="lens-item" onClick={choose}>
                <span className="lens-item-head">
                  <span className="lens-item-note">{counted(times, 'token')}</span>
                </span>
                <span className="lens-item-text">{read?.text}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </>
  )
}
