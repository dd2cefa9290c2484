import './score.css'
import { type MouseEvent, useMemo, useState } from 'react'
import { score } from '../../../electron/shared/shown/numbers'
import { pageTicks } from '../../../electron/shared/shown/page_ticks'
import { CopyPicture } from '../../picture/CopyPicture'
import { PageAxis } from '../../picture/PageAxis'
import { WIDTH } from '../../picture/picture'
import { provenanceOf } from '../../picture/provenance'
import { useSize } from '../../picture/use_size'
import type { ScoredSentence } from '../row/ranking'
import { tokenName } from '../subject/answer_tokens'
import type { Subject } from '../subject/subject'
import { barAt, type ProfileBar, scoreProfile } from './profile'
import { profilePicture } from './profile_picture'

interface Props {
  subject: Subject
  /** Best first. */
  scored: readonly ScoredSentence[]
  /** The last score that got in. */
  lastIn: number
  onChoose(sentence: ScoredSentence): void
  onHover(sentence: ScoredSentence | undefined): void
}

/** All scored sentences along the document, and the last score that got in as a line. */
export function ScoreProfile({ subject, scored, lastIn, onChoose, onHover }: Props) {
  const { generation, alignment } = subject
  const [hovered, setHovered] = useState<ProfileBar>()
  const profile = useMemo(
    () => scoreProfile(scored, lastIn, generation, alignment),
    [scored, lastIn, generation, alignment],
  )
  const [figure, { width }] = useSize<HTMLElement>()
  const ticks = useMemo(() => pageTicks(generation, alignment, width), [generation, alignment, width])
  const under = ({ currentTarget, clientX }: MouseEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return barAt(profile, (clientX - left) / width)
  }
  const hover = (bar: ProfileBar | undefined) => {
    if (bar === hovered) return
    setHovered(bar)
    onHover(bar?.sentence)
  }
  return (
    <figure ref={figure} className="lens-profile">
      <figcaption className="lens-caption">
        <span>Best score of each sentence</span>
        <span className="lens-caption-line">
          last score that got in <b>{score(lastIn)}</b>
        </span>
        <CopyPicture
          of="the scores"
          provenance={(version) => provenanceOf(subject, version)}
          make={(paper) => {
            const about = { token: tokenName(generation, subject.token), layer: subject.layer, lastIn }
            return profilePicture(profile, pageTicks(generation, alignment, WIDTH), about, paper)
          }}
        />
      </figcaption>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the list under it holds the same for keyboards */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div
        className="lens-plot"
        onMouseMove={(event) => hover(under(event))}
        onMouseLeave={() => hover(undefined)}
        onClick={(event) => {
          const bar = under(event)
          if (bar) onChoose(bar.sentence)
        }}
      >
        <Bars scored={scored} bars={profile.bars} hovered={hovered} />
        <div className="lens-last-in" style={{ bottom: `${profile.line * 100}%` }} />
      </div>
      <PageAxis ticks={ticks} />
    </figure>
  )
}

interface BarsProps {
  scored: readonly ScoredSentence[]
  bars: readonly ProfileBar[]
  /** The others are paler. */
  hovered?: ProfileBar
}

function Bars({ scored, bars, hovered }: BarsProps) {
  const inside = scored.filter(({ isIn }) => isIn).length
  return (
    <svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img">
      <title>{`Best indexer score of ${scored.length} sentences along the text; ${inside} of them got in.`}</title>
      {bars.map(({ sentence, x, width, height }) => (
        <rect
          key={sentence.index}
          className={sentence.isIn ? 'lens-bar-in' : 'lens-bar-out'}
          x={x * 1000}
          y={100 - height * 100}
          width={Math.max(1, width * 1000 - 1)}
          height={height * 100}
          opacity={hovered && hovered.sentence !== sentence ? 0.65 : 1}
        />
      ))}
    </svg>
  )
}
