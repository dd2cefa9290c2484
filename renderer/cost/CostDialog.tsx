import './cost.css'
import { useEffect } from 'react'
import { isCurve } from '../../electron/shared/cost/call_cost'
import type { CostReport, CostSeries } from '../../electron/shared/ipc/cost_data'
import { AppDialog } from '../design/AppDialog'
import { Button } from '../design/Button'
import { Said } from '../design/Said'
import { ask } from '../ipc/client'
import { CopyPicture } from '../picture/CopyPicture'
import { announce } from '../state/announcements'
import { attempt } from '../state/app'
import { CallCosts } from './CallCosts'
import { CostPlot } from './CostPlot'
import { CostTable } from './CostTable'
import { useCost } from './cost'
import { costPicture, groupName } from './cost_picture'
import { costCsv } from './csv'
import { Measure } from './Measure'
import { measuredCurves, publishedCurves } from './plot'
import { CLAIM_WORDS, DISTURBED_WORDS, looksDisturbed, provenanceOf, reportWords, seriesWords } from './words'

/** What sparse attention saves: measured here, and beside it what DeepSeek published. */
export function CostDialog({ onClose }: { onClose: () => void }) {
  const { report, problem, load } = useCost()
  useEffect(() => void load(), [load])
  return (
    <AppDialog title="What it saves" onClose={onClose} wide>
      <p>
        With sparse attention a token is compared with the few that the indexer chose, not with all that came before.
        How much time that saves depends on the computer and on the length of the text: in short texts the indexer can
        cost as much as it saves.
      </p>
      {problem && (
        <p className="settings-problem" role="alert">
          {problem}
        </p>
      )}
      <Measure isAgain={!!report} />
      {report && <Measured report={report} />}
      <Published />
      {report && <HowMeasured report={report} />}
    </AppDialog>
  )
}

function Measured({ report }: { report: CostReport }) {
  return (
    <>
      {report.series.map((series) => (
        <Series key={series.kind} series={series} />
      ))}
    </>
  )
}

function Series({ series }: { series: CostSeries }) {
  return (
    <section className="cost-series" aria-label={groupName(series)}>
      <h3>{groupName(series)}</h3>
      {isCurve(series.points) && (
        <div className="cost-plots">
          <CostPlot curves={measuredCurves(series, 'prefill')} of={series.name} />
          <CostPlot curves={measuredCurves(series, 'decode')} of={series.name} />
        </div>
      )}
      <p className="ui-muted">
        {isCurve(series.points)
          ? 'Across: how many tokens came before.'
          : 'Measured at one depth only, so no curve is drawn.'}{' '}
        {seriesWords(series)}
      </p>
      {looksDisturbed(series) && <p className="cost-warning">{DISTURBED_WORDS}</p>}
      <CallCosts series={series} />
      <details open={!isCurve(series.points)}>
        <summary>The numbers</summary>
        <CostTable series={series} />
      </details>
    </section>
  )
}

const Published = () => (
  <section className="cost-series" aria-label="Published by DeepSeek">
    <h3>Published by DeepSeek, for its own servers: not measured here</h3>
    <div className="cost-plots">
      <CostPlot curves={publishedCurves('prefill')} of="Published" />
      <CostPlot curves={publishedCurves('decode')} of="Published" />
    </div>
    <p className="ui-muted">
      Prices of V3.1 (dense) and V3.2-Exp (sparse), in US$ per million tokens: another unit than above. Only the shapes
      compare. {CLAIM_WORDS}
    </p>
  </section>
)

function HowMeasured({ report }: { report: CostReport }) {
  const copy = () =>
    attempt(async () => {
      await ask('app.copy', { text: costCsv(report) })
      announce('The numbers are in the clipboard, as CSV.')
    })
  return (
    <section className="cost-series" aria-label="How it was measured">
      <div className="cost-heading">
        <h3>How it was measured</h3>
        <CopyPicture
          of="what it costs"
          provenance={(version) => provenanceOf(report, version)}
          make={(paper) => costPicture(report, paper)}
        />
        <Button small look="quiet" onClick={copy}>
          Copy the numbers as CSV
        </Button>
      </div>
      <Said />
      {reportWords(report).map((sentence) => (
        <p key={sentence} className="ui-muted">
          {sentence}
        </p>
      ))}
    </section>
  )
}
