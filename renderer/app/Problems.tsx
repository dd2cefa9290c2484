import { X } from 'lucide-react'
import { IconButton } from '../design/Button'
import { useApp } from '../state/app'

/** Things the user must know that belong to no single answer. */
export function Problems() {
  const { problems, dismissProblem } = useApp()
  return (
    <div role="alert" className="app-problems">
      {problems.map((message) => (
        <div key={message} className="app-problem">
          <p>{message}</p>
          <IconButton name="Dismiss" onClick={() => dismissProblem(message)}>
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
    </div>
  )
}
