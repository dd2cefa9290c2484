import type { Statistics } from '../../../electron/shared/ipc/experiment_data'
import { count, counted, percent } from '../../../electron/shared/shown/numbers'
import { HeatChart } from '../../picture/charts/HeatChart'
import { LayerShares } from '../../picture/charts/LayerShares'
import { provenanceOfMany } from '../../picture/provenance'
import { mean } from '../ask/run_words'
import type { Saved } from './saved'
import { bucketName, distanceShares, meanOverlap, placeShares } from './shares'

const PLACES = ['template', 'text', 'question', 'answer'] as const

interface Props {
  statistics: Statistics
  /** The answers that were counted. */
  over: readonly Saved[]
}

/** Counts over many analyses as pictures, each with its unit. */
export function StatisticsView({ statistics, over }: Props) {
  const { analyses, layers, tokenOverlap, massKept } = statistics
  const tokens = analyses.reduce((sum, one) => sum + one.tokens, 0)
  const runs = over.flatMap((one) => one.runs)
  const provenance = (version: string) => provenanceOfMany(runs, version)
  const all = analyses.every(({ topK, promptLength, tokens: said }) => promptLength + said <= topK)
  return (
    <div className="try-run">
      <p className="try-about">
        {counted(analyses.length, 'text')} with {counted(tokens, 'answer token')} on {counted(layers, 'layer')}. Two
        layers have <b>{percent(meanOverlap(statistics))}</b> of their selection in common, a token and the one before
        it <b>{percent(mean(tokenOverlap))}</b>, on average.
        {all && ' Everything entered attention in all of these texts, so the pictures say little: choose longer ones.'}
      </p>
      <Overlaps {...{ statistics, provenance }} />
      <Places {...{ statistics, provenance }} />
      {massKept ? (
        <LayerShares
          provenance={provenance}
          title="Attention mass kept"
          unit="share of dense attention’s"
          values={massKept}
        />
      ) : (
        <p className="ui-muted">
          Attention mass kept is not part of saved answers: ask one again under “This answer” to have it observed.
        </p>
      )}
      <p className="try-legend">
        All shares are means over rows: a row is what one layer selected for one answer token. Of answers longer than{' '}
        {count(128)} tokens as many stand for all.
      </p>
    </div>
  )
}

interface ChartsProps {
  statistics: Statistics
  /** What a picture of them says of where it comes from. */
  provenance: (version: string) => string
}

/** How much layers, and tokens one after the other, have in common. */
const Overlaps = ({ statistics: { layers, layerOverlap, tokenOverlap }, provenance }: ChartsProps) => (
  <>
    <HeatChart
      provenance={provenance}
      title="Overlap between layers"
      unit="share of one layer’s selection that another selected too"
      rows={layers}
      columns={layers}
      values={layerOverlap}
      rowTitle="layer"
      columnTitle="other layer"
      columnName={String}
      text={percent}
      isSquare
    />
    <LayerShares
      provenance={provenance}
      title="Overlap between tokens"
      unit="share of the selection that the token before had too"
      values={tokenOverlap}
    />
  </>
)

/** Where in the text selected positions are: at its beginning, how far back, in which of its parts. */
const Places = ({ statistics, provenance }: ChartsProps) => {
  const { layers, sinks, distance } = statistics
  return (
    <>
      <HeatChart
        provenance={provenance}
        title="Sinks"
        unit="how often each of the first positions was selected, of all rows"
        rows={layers}
        columns={sinks.length / layers}
        values={sinks}
        rowTitle="layer"
        columnTitle="position"
        columnName={String}
        text={percent}
      />
      <HeatChart
        provenance={provenance}
        title="Distance profile"
        unit="of the positions that far back, the share that was selected"
        rows={layers}
        columns={distance.buckets}
        values={distanceShares(statistics)}
        rowTitle="layer"
        columnTitle="tokens back"
        columnName={bucketName}
        text={percent}
      />
      {PLACES.map((name, place) => (
        <LayerShares
          key={name}
          provenance={provenance}
          title={`Selected from the ${name}`}
          unit="share of the selected positions"
          values={placeShares(statistics, place)}
        />
      ))}
    </>
  )
}
