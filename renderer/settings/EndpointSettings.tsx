import { useState } from 'react'
import type { Settings } from '../../electron/shared/ipc/settings_data'
import { readPrices } from '../../electron/shared/prices'
import { Button } from '../design/Button'
import { RemoteBadge } from '../design/RemoteBadge'
import { ask } from '../ipc/client'
import { useApp } from '../state/app'
import { agreementLines } from '../words/remote_words'
import { Agreement } from './Agreement'
import { useOwnProblem } from './own_problem'
import { Row } from './Row'

/** What is to be agreed to. */
interface Wanted {
  address: string
  host: string
  isPrivate: boolean
  key: string
  ca: string
  /** As they are typed. */
  prices: string
}

type Typed = Pick<Wanted, 'address' | 'key' | 'ca' | 'prices'>

/** A model on another machine: off unless an address is given and agreed to. */
export function EndpointSettings({ settings }: { settings: Settings }) {
  const { attempt, setProblem, shown } = useOwnProblem()
  const [wanted, setWanted] = useState<Wanted>()
  const propose = (typed: Typed) =>
    attempt(async () => setWanted({ ...typed, ...(await ask('endpoint.describe', { address: typed.address })) }))
  const use = ({ address, key, ca, prices: typed }: Wanted) =>
    attempt(async () => {
      setWanted(undefined)
      const prices = readPrices(typed)
      const endpoint = { address, ...(ca && { ca }), ...(prices && { prices }) }
      const used = await ask('endpoint.use', { endpoint, ...(key && { key }) })
      useApp.getState().setSettings(used.settings)
      if (!used.isKeyKept) setProblem(NOT_KEPT)
    })
  const leave = () => attempt(async () => useApp.getState().setSettings(await ask('endpoint.leave')))
  return (
    <section className="settings-group">
      <h3>A model on another machine</h3>
      {shown}
      {settings.endpoint ? (
        <Used address={settings.endpoint.address} onLeave={leave} />
      ) : (
        <AddressForm onPropose={propose} />
      )}
      {wanted && (
        <Agreement
          title={`Send documents to ${wanted.host}?`}
          lines={agreementLines({ ...wanted, hasKey: wanted.key !== '' })}
          onAgree={() => use(wanted)}
          onClose={() => setWanted(undefined)}
        />
      )}
    </section>
  )
}

const NOT_KEPT = 'This system has no safe place for keys, so the key is forgotten when SparseLens ends.'

const Used = ({ address, onLeave }: { address: string; onLeave: () => void }) => (
  <>
    <p className="settings-model">
      <RemoteBadge host={address} />
    </p>
    <p className="ui-muted">Questions and the documents that they are about go there.</p>
    <div className="settings-actions">
      <Button onClick={onLeave}>Use the model on this computer</Button>
    </div>
  </>
)

function AddressForm({ onPropose }: { onPropose: (typed: Typed) => void }) {
  const [address, setAddress] = useState('')
  const [key, setKey] = useState('')
  const [ca, setCa] = useState('')
  const [prices, setPrices] = useState('')
  const isWrong = prices.trim() !== '' && !readPrices(prices)
  return (
    <>
      <Row
        label="Address"
        hint="Of an SGLang or vLLM server, such as https://gpu.example:30000. Empty: nothing leaves this computer."
      >
        <input className="ui-field" type="url" value={address} onChange={({ target }) => setAddress(target.value)} />
      </Row>
      <Row label="Key" hint="If the server wants one. It is kept in the system’s key store.">
        <input
          className="ui-field"
          type="password"
          autoComplete="off"
          value={key}
          onChange={({ target }) => setKey(target.value)}
        />
      </Row>
      <Row
        label="Certificates"
        hint="The path of a PEM file, for a server whose certificate comes from an authority of your own."
      >
        <input className="ui-field" value={ca} onChange={({ target }) => setCa(target.value)} />
      </Row>
      <Row
        label="Prices"
        hint="Of a million tokens sent and received, such as 0.28,0.42: each answer then says what it cost. Empty: it doesn’t."
      >
        <input
          className="ui-field"
          aria-invalid={isWrong}
          value={prices}
          onChange={({ target }) => setPrices(target.value)}
        />
      </Row>
      <div className="settings-actions">
        <Button
          disabled={address.trim() === '' || isWrong}
          onClick={() => onPropose({ address: address.trim(), key, ca: ca.trim(), prices })}
        >
          Use this server…
        </Button>
      </div>
    </>
  )
}
