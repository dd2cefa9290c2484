import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count } from '../../../electron/shared/shown/numbers'
import { REGION_NAMES, RegionStack } from '../parts/RegionStack'
import { enteredByRegion, REGIONS, type Region, regionSizes } from '../row/places'
import type { Row } from '../row/row'

const ABOUT: Record<Region, string> = {
  text: 'the text that was read',
  template: 'the fixed words before the document: chat template and instruction',
  question: 'what was asked, with the fixed words around it',
  answer: 'the words of the answer before this one',
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
        : REGION_NAMES[region]
  return (
    <div className="lens-regions">
      <RegionStack amounts={entered} />
      <ul>
        {REGIONS.map((region) => (
          <li key={region} title={`${nameOf(region)}: ${ABOUT[region]}`}>
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
