import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count, factor, percent, score } from '../../../electron/shared/shown/numbers'
import { Button } from '../../design/Button'
import { firstSpan, tokenName } from '../../lens/subject/answer_tokens'
import { BarChart } from '../../picture/charts/BarChart'
import { LayerShares } from '../../picture/charts/LayerShares'
import { provenanceOf } from '../../picture/provenance'
import { useLens } from '../../state/lens'
import type { Run } from '../../state/runs'
import { commonStart, highest, klWords, layersWords, mean } from './run_words'

interface Props {
  run: Run
  /** What the first run said; undefined of a raw prompt that was asked for the first time. */
  before?: Generation
  /** The answer that the lens goes back to. */
  answer?: string
}

/** What an experiment gave: both texts, how far the next-token distributions are apart, what is still selected. */
export function RunView({ run, before, answer }: Props) {
  const { result, entry } = run
  const { generation } = result
  const isLookedAt = useLens(({ open, answer: of }) => open && of === entry.id)
  const look = () => useLens.getState().look(entry.id, 0, firstSpan(generation))
  const back = () => before && answer && useLens.getState().look(answer, 0, firstSpan(before))
  return (
    <div className="try-run">
      <div className="try-texts">
        {before && (
          <Said
            title={`Before, top-k ${count(before.topK)}`}
            text={before.answer.text}
            other={generation.answer.text}
          />
        )}
        <Said
          title={`${before ? 'Now' : 'Answer'}, top-k ${count(result.model.topK)}`}
          text={generation.answer.text}
          other={before?.answer.text ?? generation.answer.text}
        />
      </div>
      <div className="try-ask-row">
        <Button small aria-pressed={isLookedAt} onClick={isLookedAt && before ? back : look}>
          {isLookedAt && before ? 'Back to the answer’s lens' : 'Look into this run with the lens'}
        </Button>
        <span className="ui-muted">
          Reading {factor(result.timings.prefillTokensPerSecond)}, writing{' '}
          {factor(result.timings.decodeTokensPerSecond)} tokens/s
        </span>
      </div>
      {before && result.comparison && <Compared run={run} comparison={result.comparison} before={before} />}
    </div>
  )
}

function Said({ title, text, other }: { title: string; text: string; other: string }) {
  const same = commonStart(text, other)
  return (
    <section>
      <h4>{title}</h4>
      <p>
        {text.slice(0, same)}
        {same < text.length && (
          <mark title={same > 0 ? 'From here on the texts differ' : 'The texts differ'}>{text.slice(same)}</mark>
        )}
        {text.trim() === '' && <span className="ui-muted">It said nothing.</span>}
      </p>
    </section>
  )
}

type Comparison = NonNullable<Run['result']['comparison']>

interface ComparedProps {
  run: Run
  comparison: Comparison
  before: Generation
}

function Compared({ run, comparison, before }: ComparedProps) {
  const { kl, kept, massBefore, massAfter, unobserved } = comparison
  const worst = highest(kl)
  const total = sum(comparison.after) - sum(comparison.before)
  const provenance = (version: string) => `${run.changed} · ${runProvenance(run, version)}`
  return (
    <>
      <p className="try-about">
        Given the first answer word by word, the model’s next-token expectations are <b>{klWords(mean(kl))}</b>: mean KL{' '}
        {score(mean(kl), 3)} nats
        {kl.length > 0 && kl[worst]! >= 0.001 && (
          <>
            , most before “<b>{tokenName(before, worst)}</b>” ({score(kl[worst]!, 2)})
          </>
        )}
        . The first answer’s log-probability changes by {total > 0 ? '+' : ''}
        {score(total, 1)} nats. Over all layers, <b>{percent(mean(kept))}</b> of what was selected before is selected
        now.
      </p>
      <BarChart
        provenance={provenance}
        title="KL by token"
        unit="nats, before ‖ now"
        across="token"
        values={kl}
        name={(i) => `${i}: “${tokenName(before, i)}”`}
        text={(value) => score(value, 2)}
      />
      <LayerShares
        provenance={provenance}
        title="Selection kept by layer"
        unit="share of what was selected before"
        values={kept}
      />
      {massAfter ? (
        <LayerShares
          provenance={provenance}
          title="Attention mass kept by layer"
          unit="share of dense attention’s"
          values={massAfter}
          before={massBefore}
        />
      ) : (
        <p className="ui-muted">
          Attention mass kept by layer: not known. {unobserved ?? 'This run’s attention was not observed.'}
        </p>
      )}
      <p className="try-legend">
        Token by token the model is given the first answer (teacher-forced), once as before and once with the changes.
        KL: how far its next-token distribution moved, 0 for not at all; 1 nat is a lot. Selection kept: which share of
        the tokens that entered attention before enter now, on each of the {layersWords(kept.length)}.
        {massAfter &&
          ' Attention mass kept: what dense attention, with the same keys and queries, would have spent on the tokens that were selected; measured on the answer’s first tokens.'}
      </p>
    </>
  )
}

const runProvenance = ({ entry, result: { generation } }: Run, version: string) =>
  provenanceOf({ result: entry.result!, generation }, version)

const sum = (values: ArrayLike<number>): number => mean(values) * values.length
