import { readAddress } from '../network/address'
import type { AppCalls, Input, Output } from '../shared/ipc/calls'
import type { Settings } from '../shared/ipc/settings_data'
import type { AppSettings } from './app_settings'
import type { KeyStore } from './key_store'

/** The server in use, if there is one: it is one that somebody was told about and agreed to. */
export class Endpoints {
  constructor(
    private readonly settings: AppSettings,
    private readonly keys: KeyStore,
  ) {}

  /** What an address is, for whoever is to agree to it; connects to nothing. */
  describe({ address }: Input<AppCalls, 'endpoint.describe'>): Output<AppCalls, 'endpoint.describe'> {
    const { host, isPrivate } = readAddress(address)
    return { host, isPrivate }
  }

  /** Asks it from now on. A key that isn't given is the one before, for the same server only. */
  use({ endpoint, key }: Input<AppCalls, 'endpoint.use'>): Output<AppCalls, 'endpoint.use'> {
    const { base } = readAddress(endpoint.address)
    const before = this.settings.get().endpoint
    const isSame = before !== null && readAddress(before.address).base === base
    const isKept = key !== undefined || !isSame ? this.keys.set(key) : true
    return { settings: this.settings.changeEndpoint(endpoint), isKeyKept: isKept }
  }

  /** Asks the model on this machine again. Forgets the key. */
  leave(): Settings {
    this.keys.set(undefined)
    return this.settings.changeEndpoint(null)
  }

  /** What the engine is to connect to. */
  choice() {
    const { endpoint } = this.settings.get()
    return endpoint ? { ...endpoint, key: this.keys.get() } : undefined
  }
}
