import '../../design/field_row.css'
import { useState } from 'react'
import type { Heads } from '../../../electron/shared/ipc/experiment_data'
import { score } from '../../../electron/shared/shown/numbers'
import { unitOf } from '../../../electron/shared/trace_sentences'
import { BarChart } from '../../picture/charts/BarChart'
import { provenanceOf } from '../../picture/provenance'
import type { ScoredSentence } from '../row/ranking'
import { tokenName } from '../subject/answer_tokens'
import { documentToken } from '../subject/read_tokens'
import { readSentence } from '../subject/sentences'
import { positionsOf } from '../subject/spans'
import type { Subject } from '../subject/subject'
import { bestPosition, headsAt, headWords, scoreAt, useHeads } from './heads'
import { RowOnDemand } from './RowOnDemand'

interface Props {
  subject: Subject
  /** Best first. */
  scored: readonly ScoredSentence[]
}

/** Which of the indexer's heads scored a sentence, for the token and layer that are looked at: on demand. */
export function HeadsOfRow({ subject, scored }: Props) {
  return (
    <RowOnDemand subject={subject} of={useHeads(subject)} offer="Which of the indexer’s heads scored this?">
      {(heads) => <Shown subject={subject} scored={scored} heads={heads} />}
    </RowOnDemand>
  )
}

/** Sentences to choose from: so many of the best. */
const MOST = 40

function Shown({ subject, scored: all, heads }: Props & { heads: Heads }) {
  const { generation, alignment, token, layer } = subject
  const scored = all.filter(({ index }) => unitOf(generation, index) !== undefined) // the others are earlier questions
  const [chosen, setChosen] = useState<number>()
  const [at, setAt] = useState<number>()
  const index = scored.some((one) => one.index === chosen) ? chosen! : scored[0]?.index
  const range =
    index !== undefined && alignment ? positionsOf(unitOf(generation, index)!, generation, alignment) : undefined
  if (index === undefined || !range || !alignment) return null
  const position =
    at !== undefined && at >= range.from && at < range.to ? at : bestPosition(heads, range.from, range.to)
  const values = headsAt(heads, position)
  return (
    <section aria-label="The indexer’s heads">
      <h3 className="lens-heading">Which of the indexer’s heads scored it?</h3>
      <div className="try-field">
        <select
          className="ui-field"
          aria-label="Sentence"
          value={index}
          onChange={({ target }) => setChosen(Number(target.value))}
        >
          {scored.slice(0, MOST).map((one, i) => (
            <option key={one.index} value={one.index}>
              {i + 1}: {readSentence(generation, one.index, alignment)?.text.slice(0, 80)}
            </option>
          ))}
        </select>
        <TokenChooser {...{ heads, range, position, wordAt }} onChoose={setAt} />
      </div>
      <p>{headWords(values)}</p>
      <BarChart
        provenance={(version) => provenanceOf(subject, version)}
        title={`“${wordAt(position)}” by head`}
        unit={`indexer score, sum ${score(scoreAt(heads, position))}`}
        across="head"
        values={values}
        name={(i) => `head ${i}`}
        text={(value) => score(value)}
        look="score"
      />
      <p className="lens-legend">
        What each of the {heads.heads} heads of layer {layer} gives this token for “{tokenName(generation, token)}”: its
        weight times its match, computed anew. All heads together are the indexer score; bars below the line count
        against the token.
      </p>
    </section>
  )

  function wordAt(of: number): string {
    const first = documentToken(of, generation) ?? 0
    const [start, end] = alignment!.charactersOf(first, first + 1)
    return alignment!.document.text.slice(start, end).trim() || 'space'
  }
}

interface TokenChooserProps {
  heads: Heads
  /** Positions of the sentence. */
  range: { from: number; to: number }
  position: number
  wordAt: (position: number) => string
  onChoose: (position: number) => void
}

/** One of the sentence's tokens, each with its score. */
const TokenChooser = ({ heads, range, position, wordAt, onChoose }: TokenChooserProps) => (
  <select
    className="ui-field"
    aria-label="Token of the sentence"
    value={position}
    onChange={({ target }) => onChoose(Number(target.value))}
  >
    {Array.from({ length: range.to - range.from }, (_, i) => range.from + i).map((of) => (
      <option key={of} value={of}>
        “{wordAt(of)}” {score(scoreAt(heads, of))}
      </option>
    ))}
  </select>
)
