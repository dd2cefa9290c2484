import type { AnswerSentence } from '../../electron/shared/ipc/answer_data'

type Support = AnswerSentence['support']

const WORDS: Record<Support, { short: string; long: string }> = {
  supported: {
    short: 'supported',
    long: 'While writing this, the model clearly read certain sentences of the document. That does not make it true: whether they say the same, only you can check.',
  },
  weak: {
    short: 'weak',
    long: 'The sentences that the model read for this stand out only a little: compare them before you rely on it.',
  },
  none: {
    short: 'no source found',
    long: 'No sentence of the document stands out as its source. The model may have made it up: do not rely on it.',
  },
  unknown: {
    short: 'support unknown',
    long: 'The server gives no scores, so how well this is supported can’t be told. The sentences that entered more often than usual are only ranked.',
  },
}

/** How well an answer's sentence is supported: by shape and word, never by colour alone. */
export function SupportMark({ support }: { support: Support }) {
  const { short, long } = WORDS[support]
  return (
    <span className={`ui-support is-${support}`} title={long}>
      <SupportShape support={support} />
      {short}
    </span>
  )
}

/** What the three marks mean. */
export function SupportLegend() {
  return (
    <dl className="ui-legend">
      {(['supported', 'weak', 'none'] as const).map((support) => (
        <div key={support}>
          <dt>
            <SupportMark support={support} />
          </dt>
          <dd>{WORDS[support].long}</dd>
        </div>
      ))}
    </dl>
  )
}

const SupportShape = ({ support }: { support: Support }) => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
    <circle
      cx="5"
      cy="5"
      r="4"
      fill={support === 'supported' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.5"
    />
    {support === 'weak' && <path d="M5 1a4 4 0 0 0 0 8z" fill="currentColor" />}
  </svg>
)
