import { useMemo, useState } from 'react'
import { count } from '../../../electron/shared/shown/numbers'
import { useDocument } from '../../state/document'
import { useLens } from '../../state/lens'
import { unitSentence } from '../../words/layer_words'
import { InWords } from '../parts/InWords'
import { MergedNote } from '../parts/MergedNote'
import { scoreMarks } from '../row/marks'
import { ofRow } from '../row/of_row'
import { allEntered, visibleTokens } from '../row/places'
import { type ScoredSentence, scoredSentences } from '../row/ranking'
import { useShownMarks } from '../row/shown_marks'
import { tokenName } from '../subject/answer_tokens'
import { readSentence } from '../subject/sentences'
import { useRowScores } from './ExactRanks'
import { HeadsOfRow } from './HeadsOfRow'
import { ranksOf } from './ranks'
import { ScoreList } from './ScoreList'
import { ScoreProfile } from './ScoreProfile'
import { scoreWords } from './words'

/** How the lightning indexer scored the text for one token and layer, sentences that did not get in included. */
export const ScoreView = ofRow(
  function Scores({ subject, row, isStale }) {
    const { entry, result, generation, alignment, token, layer } = subject
    const goTo = useDocument((state) => state.goTo)
    const look = useLens((state) => state.look)
    const [hovered, setHovered] = useState<ScoredSentence>()
    const scored = useMemo(() => scoredSentences(row, generation, alignment), [row, generation, alignment])
    const marks = useMemo(
      () => (alignment ? scoreMarks(scored, row.lastIn, generation, alignment) : []),
      [scored, row, generation, alignment],
    )
    useShownMarks(marks)
    const scores = useRowScores(subject, row)
    // sorts all positions: not again with every sentence that is pointed at
    const rank = useMemo(() => ranksOf(row, generation, alignment, scores), [row, generation, alignment, scores])
    const choose = ({ index }: ScoredSentence) => {
      const { place, summary } = readSentence(generation, index, alignment) ?? {}
      if (place) goTo(place.start, place.end)
      const from = summary && result.generations[summary.generation]?.answer.sentences[summary.sentence]
      if (from) look(entry.id, summary.generation, { from: from.from, to: from.to })
    }
    return (
      <div className="lens-view" aria-busy={isStale}>
        <MergedNote subject={subject}>
          scored are the summaries’ sentences. Choose one to look into the summary that it stands in.
        </MergedNote>
        {allEntered(generation, token) && (
          <p className="lens-about">
            All <b>{count(visibleTokens(generation, token))}</b> tokens entered; nothing was left out. The scores
            decided nothing here.
          </p>
        )}
        <ScoreProfile subject={subject} scored={scored} lastIn={row.lastIn} onChoose={choose} onHover={setHovered} />
        <ScoreList
          subject={subject}
          row={row}
          scored={scored}
          rank={rank}
          isExact={scores !== undefined}
          hovered={hovered}
          onChoose={choose}
        />
        <HeadsOfRow subject={subject} scored={scored} />
        <InWords sentences={scoreWords({ row, scored, generation, token, layer, alignment, rank })} />
        <p className="lens-legend">
          Score of a sentence: the highest indexer score of its tokens, on layer {count(layer)}, for “
          {tokenName(generation, token)}”. Scores have no unit and compare within one token and layer only. Σ is the
          log-sum-exp over all tokens of the sentence: high where many of them score well. Rank: that of its best token
          among all that were scored; beyond the best {count(row.missed.length)} that missed{' '}
          {scores ? 'it was computed anew.' : 'only a bound is known.'}
          {unitSentence(generation.layerKinds) && ` ${unitSentence(generation.layerKinds)}`}
        </p>
      </div>
    )
  },
  { needs: 'scores' },
)
