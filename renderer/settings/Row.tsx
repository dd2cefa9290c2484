import { cloneElement, type ReactElement, useId } from 'react'

interface RowProps {
  label: string
  /** What it does. */
  hint: string
  children: ReactElement<{ id?: string; 'aria-describedby'?: string }>
}

/** One setting: its name, what it does, and the control. */
export function Row({ label, hint, children }: RowProps) {
  const id = useId()
  return (
    <div className="settings-row">
      <div>
        <label htmlFor={id}>{label}</label>
        <p id={`${id}hint`}>{hint}</p>
      </div>
      {cloneElement(children, { id, 'aria-describedby': `${id}hint` })}
    </div>
  )
}
