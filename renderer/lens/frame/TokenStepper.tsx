import { ChevronLeft, ChevronRight } from 'lucide-react'
import { count } from '../../../electron/shared/shown/numbers'
import { TokenInContext } from '../parts/TokenInContext'
import { tokenName } from '../subject/answer_tokens'
import { goToToken, nextToken } from '../subject/steps'
import type { Subject } from '../subject/subject'
import { Player } from './Player'

/** The chosen token between what stands before and after it; steps to its neighbours. */
export function TokenStepper({ subject }: { subject: Subject }) {
  const { generation, token } = subject
  const name = tokenName(generation, token)
  const tokens = generation.tokenStarts.length - 1
  return (
    <fieldset className="lens-stepper">
      <legend className="ui-unseen">Token of the answer</legend>
      <Step generation={generation} token={token} by={-1} />
      <TokenInContext
        generation={generation}
        token={token}
        title={`Token ${count(token + 1)} of ${count(tokens)} of the answer`}
      />
      <Step generation={generation} token={token} by={1} />
      <Player subject={subject} />
      <span className="ui-unseen" role="status">
        {`${name}, token ${token + 1} of ${tokens}`}
      </span>
    </fieldset>
  )
}

function Step({ generation, token, by }: Pick<Subject, 'generation' | 'token'> & { by: 1 | -1 }) {
  const next = nextToken(generation, token, by)
  const [name, key] = by === 1 ? ['Next token', '→'] : ['Token before', '←']
  const Icon = by === 1 ? ChevronRight : ChevronLeft
  return (
    <button
      type="button"
      className="lens-icon"
      disabled={next === token}
      onClick={() => goToToken(generation, next)}
      aria-label={name}
      title={`${name} (${key})`}
    >
      <Icon size={16} aria-hidden />
    </button>
  )
}
