import { Button } from '../../design/Button'
import { ask } from '../../ipc/client'
import { announce } from '../../state/announcements'
import { attempt } from '../../state/app'

const WHAT = [
  'Get llama.cpp, of May 2026 or later: older ones leave out the lightning indexer.',
  'Install what its converter needs (Python 3).',
  'Convert to Q8_0, in parts of 50 GB.',
  'If that is too large for your memory, make a smaller one of it; NN is the number of parts.',
]

/** What to type into a terminal, step by step; each is copied with a button. */
export function Commands({ commands }: { commands: readonly string[] }) {
  const copy = (text: string) =>
    attempt(async () => {
      await ask('app.copy', { text })
      announce('The command is in the clipboard.')
    })
  return (
    <ol className="models-commands">
      {commands.map((command, i) => (
        <li key={command}>
          <p>
            {i + 1}. {WHAT[i]}
          </p>
          <div>
            <code>{command}</code>
            <Button small look="quiet" aria-label={`Copy: command ${i + 1}`} onClick={() => void copy(command)}>
              Copy
            </Button>
          </div>
        </li>
      ))}
    </ol>
  )
}
