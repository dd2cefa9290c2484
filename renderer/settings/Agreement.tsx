import { AppDialog } from '../design/AppDialog'
import { Button } from '../design/Button'

interface AgreementProps {
  title: string
  /** What will leave this computer. */
  lines: readonly string[]
  onAgree: () => void
  onClose: () => void
}

/** Asked before anything leaves this computer. */
export const Agreement = ({ title, lines, onAgree, onClose }: AgreementProps) => (
  <AppDialog title={title} onClose={onClose} asks>
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
    <div className="ui-dialog-buttons">
      <Button onClick={onClose}>Send nothing</Button>
      <Button onClick={onAgree}>I agree</Button>
    </div>
  </AppDialog>
)
