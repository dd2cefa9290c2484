import type { ReactNode } from 'react'

/** A sentence in place of a view: why there is nothing to see, and what to do. */
export const Notice = ({ children, again }: { children: ReactNode; again?: () => void }) => (
  <div className="lens-notice" role="status">
    <p>{children}</p>
    {again && (
      <button type="button" className="ui-button" onClick={again}>
        Try again
      </button>
    )}
  </div>
)
