import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count } from '../../../electron/shared/shown/numbers'
import { enteredByRegion, REGIONS, type Region, regionSizes } from '../row/places'
import type { Row } from '../row/row'

const NAMES: Record<Region, { name: string; about: string }> = {
  text: { name: 'Document', about: 'the text that was read' },
  template: { name: 'Template', about: 'the fixed words before the document: chat template and instruction' },
  question: { name: 'Question', about: 'what was asked, with the fixed words around it' },
  answer: { name: 'Answer itself', about: 'the words of the answer before this one' },
}

/** What was read, where it was no document. */
const READ = { merge: 'Summaries', prompt: 'Prompt', look: 'Document', excerpts: 'Excerpts' } as const

interface Props {
  generation: Generation
  token: number
  row: Pick<Row, 'positions' | 'outside'>
}

/** Where the entered tokens are: four numbers that add up to all that entered. */
export function RegionBins({ generation, token, row }: Props) {
  const sizes = regionSizes(generation, token)
  const entered = enteredByRegion(row)
  const nameOf = (region: Region) =>
    region === 'text' && generation.kind !== 'part'
      ? READ[generation.kind]
      : region === 'answer' && generation.kind === 'look'
        ? 'Its words before'
        : NAMES[region].name
  return (
    <div className="lens-regions">
      <div className="lens-stack" aria-hidden>
        {REGIONS.map((region) => (
          <span key={region} className={`lens-stack-${region}`} style={{ flexGrow: entered[region] }} />
        ))}
      </div>
      <ul>
        {REGIONS.map((region) => (
          <li key={region} title={`${nameOf(region)}: ${NAMES[region].about}`}>
            <span className={`lens-key lens-stack-${region}`} aria-hidden />
            {nameOf(region)} <b>{count(entered[region])}</b>
            <span className="lens-quiet"> of {count(sizes[region])}</span>
          </li>
        ))}
        <li className="lens-sum">= {count(row.positions.length)}</li>
      </ul>
    </div>
  )
}
