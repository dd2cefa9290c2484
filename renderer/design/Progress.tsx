interface ProgressProps {
  /** What goes on, for screen readers. */
  label: string
  /** 0..1; undefined while nobody can tell. */
  share?: number
}

export const Progress = ({ label, share }: ProgressProps) => (
  <progress
    className="ui-progress"
    aria-label={label}
    {...(share === undefined ? {} : { value: Math.min(1, Math.max(0, share)) })}
  />
)
