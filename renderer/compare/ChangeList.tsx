import { useMemo, useState } from 'react'
import type { ComparedRow, Comparison, PlacedText } from '../../electron/shared/ipc/comparison_data'
import { count, counted } from '../../electron/shared/shown/numbers'
import { placeShort } from '../../electron/shared/shown/page_names'
import { openSentence } from '../actions/comparing'
import { Button } from '../design/Button'
import { Chip } from '../design/Chip'
import type { Versions } from '../state/comparison'
import { blocksOf, isChange } from './changes'
import { type Piece, wordChanges } from './word_changes'

/** As many are drawn at once. */
const AT_ONCE = 400

interface ListProps {
  comparison: Comparison
  versions: Versions
}

/** Sentence by sentence: before on the left, after on the right; what is the same is folded up. */
export function ChangeList({ comparison, versions }: ListProps) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  const [most, setMost] = useState(AT_ONCE)
  const blocks = useMemo(() => blocksOf(comparison.rows, unfolded), [comparison, unfolded])
  const unfold = (from: number) => {
    setUnfolded(new Set([...unfolded, from]))
    setMost(most + AT_ONCE)
  }
  return (
    <>
      <ol className="compare-list" aria-label="Sentences before and after">
        {blocks.slice(0, most).map((block) =>
          block.kind === 'row' ? (
            <Row key={block.at} row={block.row} comparison={comparison} versions={versions} />
          ) : (
            <li key={`same ${block.from}`} className="compare-same">
              <Button small look="quiet" onClick={() => unfold(block.from)}>
                Show {counted(block.to - block.from, 'sentence')} that {block.to - block.from === 1 ? 'is' : 'are'} the
                same
              </Button>
            </li>
          ),
        )}
      </ol>
      {blocks.length > most && (
        <p className="compare-more">
          <Button small onClick={() => setMost(most + AT_ONCE)}>
            Show more ({count(blocks.length - most)} left)
          </Button>
        </p>
      )}
    </>
  )
}

function Row({ row, comparison, versions }: ListProps & { row: ComparedRow }) {
  const { kind, before, after, moved } = row
  const pieces = useMemo(
    () => (kind === 'changed' ? wordChanges(before!.text, after!.text) : undefined),
    [kind, before, after],
  )
  const name = kindName(row)
  return (
    <li
      className={`compare-row is-${kind} ${moved ? 'is-moved' : ''}`}
      {...(isChange(row) && { 'data-change': true, tabIndex: -1 })}
    >
      <Cell side="before" text={before} pieces={pieces?.before} {...{ comparison, versions, kind }} />
      <span className="compare-kind">{name}</span>
      <Cell side="after" text={after} pieces={pieces?.after} {...{ comparison, versions, kind }} />
    </li>
  )
}

function kindName({ kind, moved }: ComparedRow): string {
  if (kind === 'same') return moved ? 'moved' : ''
  return moved ? `${kind}, moved` : kind
}

interface CellProps extends ListProps {
  side: keyof Versions
  text?: PlacedText
  pieces?: Piece[]
  kind: ComparedRow['kind']
}

function Cell({ side, text, pieces, kind, comparison, versions }: CellProps) {
  if (!text) return <div className="compare-cell is-nothing" />
  const place = placeShort(comparison[side], text.page)
  const whole = [{ text: text.text, isOther: kind === 'added' || kind === 'removed' }]
  return (
    <div className={`compare-cell is-${side}`}>
      <p>
        {(pieces ?? whole).map((piece, i) => (piece.isOther ? <Other key={i} {...{ side, piece }} /> : piece.text))}
      </p>
      {comparison[side].pages.length > 1 && (
        <Chip
          title={`Open it there, on ${place}`}
          aria-label={`${place}: open it there`}
          onClick={() => void openSentence(versions[side], text)}
        >
          {place}
        </Chip>
      )}
    </div>
  )
}

/** What the other version doesn't have; blanks around it are no part of it. */
function Other({ side, piece: { text } }: { side: keyof Versions; piece: Piece }) {
  const words = text.trim()
  const before = text.slice(0, text.length - text.trimStart().length)
  const after = text.slice(before.length + words.length)
  return (
    <>
      {before}
      {side === 'before' ? <del>{words}</del> : <ins>{words}</ins>}
      {after}
    </>
  )
}
