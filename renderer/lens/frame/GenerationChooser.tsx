import { surface } from '../../reader/surface'
import { useLens } from '../../state/lens'
import { firstSpan } from '../subject/answer_tokens'
import { generationName } from '../subject/generations'
import type { Subject } from '../subject/subject'

/** What a part read is on other pages than those of the answer: one should not have to look for them. */
function showPages({ firstPage, lastPage }: { firstPage: number; lastPage: number }): void {
  const shown = surface()
  const page = shown?.page()
  if (page !== undefined && (page < firstPage || page > lastPage)) shown!.goToPage(firstPage)
}

/** A long document is read in parts: each part's answer has a lens of its own, and so has a merge of them. */
export function GenerationChooser({ subject: { entry, result, index } }: { subject: Subject }) {
  const look = useLens((state) => state.look)
  if (result.generations.length < 2) return null
  const choose = (chosen: number) => {
    const generation = result.generations[chosen]!
    look(entry.id, chosen, firstSpan(generation))
    if (generation.part) showPages(generation.part)
  }
  return (
    <label className="lens-generations">
      <span>Text</span>
      <select value={index} onChange={(event) => choose(Number(event.target.value))}>
        {result.generations.map((_, i) => (
          <option key={i} value={i}>
            {generationName(entry.request.kind, result, i)}
            {i === result.main ? ' — the answer' : ''}
          </option>
        ))}
      </select>
    </label>
  )
}
