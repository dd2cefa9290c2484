import { useState } from 'react'
import { count, gap, score } from '../../../electron/shared/shown/numbers'
import { unitOf } from '../../../electron/shared/trace_sentences'
import { Bar } from '../../design/Bar'
import { PageChip } from '../../design/PageChip'
import { Struck } from '../../design/Struck'
import type { ScoredSentence } from '../row/ranking'
import type { Row } from '../row/row'
import { readSentence } from '../subject/sentences'
import type { Subject } from '../subject/subject'
import { ExactRanks } from './ExactRanks'
import { type Rank, rankName } from './ranks'

interface Props {
  subject: Subject
  /** Best first. */
  scored: readonly ScoredSentence[]
  row: Row
  rank(unit: number): Rank
  /** All scores were computed anew, so that every rank is known. */
  isExact: boolean
  hovered?: ScoredSentence
  onChoose(sentence: ScoredSentence): void
}

const FEW = 4
const MORE = 40

/** Sentences by score; the last score that got in stands between those that got in and those that missed. */
export function ScoreList({ subject, row, scored, rank, isExact, hovered, onChoose }: Props) {
  const { lastIn } = row
  const { generation, alignment } = subject
  const inside = scored.filter(({ isIn }) => isIn)
  const missed = scored.filter(({ isIn }) => !isIn)
  const isUnknown = ({ index }: ScoredSentence) => !('rank' in rank(unitOf(generation, index) ?? -1))
  const high = scored[0]?.max ?? 0
  const low = scored.at(-1)?.max ?? 0
  const share = (value: number) => (high > low ? Math.max(0, (value - low) / (high - low)) : 1)
  const item = (sentence: ScoredSentence) => (
    <ScoreItem key={sentence.index} {...{ subject, sentence, lastIn, rank, onChoose, share }} />
  )
  return (
    <>
      {hovered && (
        <div className="lens-peek-room" aria-hidden>
          <div className="lens-peek">{item(hovered)}</div>
        </div>
      )}
      <Some
        title={`Got in: ${count(inside.length)} of ${count(scored.length)} sentences`}
        sentences={inside}
        item={item}
      />
      {missed.length > 0 && (
        <Some
          title={`Missed: ${count(missed.length)}, nearest first; ${count(row.positions.length)} tokens got in`}
          sentences={missed}
          item={item}
          isMissed
        >
          {alignment && (isExact || missed.some(isUnknown)) && <ExactRanks subject={subject} row={row} />}
        </Some>
      )}
    </>
  )
}

interface SomeProps {
  title: string
  sentences: readonly ScoredSentence[]
  item(sentence: ScoredSentence): React.ReactNode
  isMissed?: boolean
  children?: React.ReactNode
}

function Some({ title, sentences, item, isMissed, children }: SomeProps) {
  const [most, setMost] = useState(FEW)
  const rest = sentences.length - most
  return (
    <>
      <h3 className={`lens-heading ${isMissed ? 'lens-is-missed' : ''}`}>{title}</h3>
      {children}
      <ol className="lens-list">{sentences.slice(0, most).map(item)}</ol>
      {rest > 0 && (
        <button type="button" className="lens-more" onClick={() => setMost(most + MORE)}>
          Show {count(Math.min(rest, MORE))} more
        </button>
      )}
    </>
  )
}

interface ItemProps extends Pick<Props, 'subject' | 'rank' | 'onChoose'> {
  sentence: ScoredSentence
  lastIn: number
  share(value: number): number
}

function ScoreItem({ subject: { generation, alignment }, sentence, lastIn, rank, onChoose, share }: ItemProps) {
  const { index, max, logSumExp, isIn } = sentence
  const read = readSentence(generation, index, alignment)
  const place = read?.place && alignment ? rankName(rank(read.place.unit)) : undefined
  return (
    <li>
      <button type="button" className={`lens-item ${isIn ? '' : 'lens-is-faint'}`} onClick={() => onChoose(sentence)}>
        <span className="lens-item-head">
          {read?.place && <PageChip page={read.place.page} />}
          <span className="lens-item-note">
            {place && <b>{place}, </b>}
            {isIn ? `in by ${gap(max - lastIn)}` : `missed by ${gap(lastIn - max)}`}
          </span>
          <span className="lens-item-note" title="Log-sum-exp over all tokens of the sentence">
            Σ {score(logSumExp)}
          </span>
          <Bar share={share(max)} at={share(lastIn)} look={isIn ? 'score' : 'plain'} />
          <span className="lens-number" title="Highest indexer score of its tokens">
            {score(max)}
          </span>
        </span>
        <span className="lens-item-text lens-is-short">
          <Struck text={read?.text ?? '…'} />
        </span>
      </button>
    </li>
  )
}
