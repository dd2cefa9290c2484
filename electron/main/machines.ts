import { readRpcServers } from '../network/rpc_address'
import type { AppCalls, Input, Output } from '../shared/ipc/calls'
import type { Settings } from '../shared/ipc/settings_data'
import type { AppSettings } from './app_settings'

/** Machines that compute layers of the model here: those that somebody was told about and agreed to. */
export class Machines {
  constructor(private readonly settings: AppSettings) {}

  /** What addresses are, for whoever is to agree to them; connects to nothing. */
  describe({ addresses }: Input<AppCalls, 'machines.describe'>): Output<AppCalls, 'machines.describe'> {
    return { servers: readRpcServers(addresses) }
  }

  /** The model lies on them from now on. */
  use({ servers }: Input<AppCalls, 'machines.use'>): Settings {
    return this.settings.changeServers(readRpcServers(servers.join(',')))
  }

  /** Everything is computed on this machine again. */
  leave(): Settings {
    return this.settings.changeServers([])
  }
}
