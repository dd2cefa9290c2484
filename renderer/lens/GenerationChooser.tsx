import type { Generation } from '../../electron/ipc/answer_data'
import { useLens } from '../state/lens'
import { firstSpan } from './answer_tokens'
import { generationName } from './generations'
import type { Subject } from './subject'

/** A long document is read in parts: each part's answer has a lens of its own, and so has a merge of them. */
export function GenerationChooser({ subject: { entry, result, index } }: { subject: Subject }) {
  const look = useLens((state) => state.look)
  if (result.generations.length < 2) return null
  const choose = (chosen: number) => look(entry.id, chosen, firstSpan(result.generations[chosen]!))
  return (
    <label className="lens-generations">
      <span>Text</span>
      <select value={index} onChange={(event) => choose(Number(event.target.value))}>
        {result.generations.map((generation: Generation, i) => (
          <option key={i} value={i}>
            {generationName(entry.request.kind, generation)}
            {i === result.main ? ' — the answer' : ''}
          </option>
        ))}
      </select>
    </label>
  )
}
