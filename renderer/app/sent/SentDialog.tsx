import './sent.css'
import { AppDialog } from '../../design/AppDialog'
import { type Looks, socketWords, useLooks } from './looks'
import { outsideWays } from './outside'

/** Help > "Is anything sent?": the app's own look at its sockets, what that can't show, and how to look without it. */
export function SentDialog({ onClose }: { onClose: () => void }) {
  const looks = useLooks()
  return (
    <AppDialog title="Is anything sent?" onClose={onClose} wide>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section className="sent" aria-label="Is anything sent?" tabIndex={0}>
        <p>
          Nothing is meant to be: documents, questions and answers stay on this computer, there is no account, no update
          check and no telemetry. You need not take our word for it.
        </p>
        <h3>What the app sees of itself</h3>
        <Verdict {...looks} />
        <Processes {...looks} />
        <h3>What that can’t show</h3>
        <ul>
          <li>What comes and goes between two looks; there is one each second while this is open.</li>
          <li>Processes in a sandbox that lets nobody look into them.</li>
          <li>What other programs send, also those that you hand a document or a copied text to.</li>
          <li>A program that lies: this is the app’s own word. Looking from outside needs no trust.</li>
        </ul>
        <h3>Look from outside</h3>
        <Outside platform={looks.last?.platform ?? 'linux'} />
      </section>
    </AppDialog>
  )
}

function Verdict({ last, count, found, problem }: Looks) {
  if (problem) return <p role="alert">{problem}</p>
  if (!last) return <p className="ui-muted">Looking…</p>
  if (!last.processes) return <p>This system doesn’t tell an app of its own sockets: look from outside, as below.</p>
  const times = count === 1 ? 'once' : `${count} times`
  if (found.length === 0) {
    return <p className="sent-verdict">Looked {times}: no connection to a network, and nothing that waits for one.</p>
  }
  return (
    <div role="alert" className="sent-verdict is-found">
      <p>Looked {times}, and found what should not be there. Please report it.</p>
      <ul>
        {found.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

const Processes = ({ last }: Looks) =>
  last?.processes && (
    <dl className="sent-processes">
      {last.processes.map((one) => (
        <div key={one.pid}>
          <dt>
            {one.name} <span className="ui-muted">{one.pid}</span>
          </dt>
          <dd>{socketWords(one)}</dd>
        </div>
      ))}
    </dl>
  )

const Outside = ({ platform }: { platform: string }) => (
  <>
    <ul>
      {outsideWays(platform).map(({ command, what }) => (
        <li key={command}>
          <code>{command}</code> {what}
        </li>
      ))}
      <li>A firewall that asks for each program has nothing to ask about this one; pull the cable, and all goes on.</li>
    </ul>
    <p className="ui-muted">
      In a copy of the source, <code>npm run test:offline</code> does this by itself. What is promised, and which test
      holds it: electron/SECURITY.md there.
    </p>
  </>
)
