import { useState } from 'react'
import type { Settings } from '../../electron/shared/ipc/settings_data'
import { Button } from '../design/Button'
import { RemoteBadge } from '../design/RemoteBadge'
import { ask } from '../ipc/client'
import { useApp } from '../state/app'
import { machineLines } from '../words/remote_words'
import { Agreement } from './Agreement'
import { useOwnProblem } from './own_problem'
import { Row } from './Row'

/** Other machines that compute layers of the model: none unless they are named and agreed to. */
export function MachineSettings({ settings: { servers } }: { settings: Settings }) {
  const { attempt, shown } = useOwnProblem()
  const [wanted, setWanted] = useState<string[]>()
  const propose = (addresses: string) =>
    attempt(async () => setWanted((await ask('machines.describe', { addresses })).servers))
  const use = (agreed: string[]) =>
    attempt(async () => {
      setWanted(undefined)
      useApp.getState().setSettings(await ask('machines.use', { servers: agreed }))
    })
  const leave = () => attempt(async () => useApp.getState().setSettings(await ask('machines.leave')))
  return (
    <section className="settings-group">
      <h3>Machines that compute a part of the model</h3>
      {shown}
      {servers.length > 0 ? (
        <>
          <p className="settings-model">
            <RemoteBadge host={servers.join(', ')} />
          </p>
          <p className="ui-muted">
            The layers of the model lie there; this computer reads the documents and shows them.
          </p>
          <div className="settings-actions">
            <Button onClick={leave}>Compute on this computer alone</Button>
          </div>
        </>
      ) : (
        <AddressForm onPropose={propose} />
      )}
      {wanted && (
        <Agreement
          title={`Compute on ${wanted.join(', ')}?`}
          lines={machineLines(wanted)}
          onAgree={() => use(wanted)}
          onClose={() => setWanted(undefined)}
        />
      )}
    </section>
  )
}

function AddressForm({ onPropose }: { onPropose: (addresses: string) => void }) {
  const [addresses, setAddresses] = useState('')
  return (
    <>
      <Row
        label="Machines"
        hint="HOST:PORT of each, by commas, where sparselens-rpc-server runs. Empty: nothing leaves this computer."
      >
        <input className="ui-field" value={addresses} onChange={({ target }) => setAddresses(target.value)} />
      </Row>
      <div className="settings-actions">
        <Button disabled={addresses.trim() === ''} onClick={() => onPropose(addresses.trim())}>
          Use these machines…
        </Button>
      </div>
    </>
  )
}
