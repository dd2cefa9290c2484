import { REGIONS, type Region } from '../row/places'

export const REGION_NAMES: Record<Region, string> = {
  text: 'Document',
  template: 'Template',
  question: 'Question',
  answer: 'Answer itself',
}

/** How much of something lies in each region, as a bar of so many parts. */
export const RegionStack = ({ amounts }: { amounts: Record<Region, number> }) => (
  <div className="lens-stack" aria-hidden>
    {REGIONS.map((region) => (
      <span key={region} className={`lens-stack-${region}`} style={{ flexGrow: amounts[region] }} />
    ))}
  </div>
)
