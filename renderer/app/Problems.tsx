import { CircleAlert } from 'lucide-react'
import { Button } from '../design/Button'
import { useApp } from '../state/app'

/** Things the user must know that belong to no single answer. */
export function Problems() {
  const { problems, dismissProblem } = useApp()
  return (
    <div role="alert" className="app-problems">
      {problems.map((message) => (
        <div key={message} className="app-problem">
          <CircleAlert size={16} aria-hidden />
          <p>{message}</p>
          <Button small look="quiet" onClick={() => dismissProblem(message)}>
            Dismiss
          </Button>
        </div>
      ))}
    </div>
  )
}
