import { Pause, Play } from 'lucide-react'
import { useLens } from '../../state/lens'
import type { Subject } from '../subject/subject'
import { SPEEDS, type Speed, usePlayback, useSpeed } from './use_playback'

/** Plays the answer back with its selection. */
export function Player({ subject }: { subject: Subject }) {
  const playing = useLens((state) => state.playing)
  const { speed, setSpeed } = useSpeed()
  const { toggle } = usePlayback(subject)
  const name = playing ? 'Pause' : 'Play the answer back'
  const Icon = playing ? Pause : Play
  return (
    <span className="lens-player">
      <button
        type="button"
        className="lens-icon"
        data-lens-play
        onClick={toggle}
        aria-label={name}
        title={`${name} (Space)`}
      >
        <Icon size={14} aria-hidden />
      </button>
      <select
        className="lens-speed"
        value={speed}
        aria-label="Tokens per second"
        title="Tokens per second"
        onChange={(event) => setSpeed(Number(event.target.value) as Speed)}
      >
        {SPEEDS.map((tokens) => (
          <option key={tokens} value={tokens}>
            {tokens}/s
          </option>
        ))}
      </select>
    </span>
  )
}
