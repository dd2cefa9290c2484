import type { Ask, EngineCalls } from '../shared/ipc/calls'
import type { Status } from '../shared/ipc/settings_data'
import type { AppSettings } from './app_settings'
import type { EngineState } from './engine_host'

/** What is shown until the engine has told about itself. */
const UNKNOWN: Omit<Status, 'engine' | 'version'> = {
  model: { name: '', builtIn: true, layers: 0, topK: 0, contextLength: 0 },
  device: '',
  instructionSets: '',
  attention: { sparse: false, reason: '' },
}

/** What the status line says. */
export class AppStatus {
  private known: Omit<Status, 'engine'>
  private round = 0

  constructor(
    private readonly engine: { readonly state: EngineState; ask: Ask<EngineCalls> },
    private readonly settings: AppSettings,
    version: string,
    private readonly tell: (status: Status) => void,
  ) {
    this.known = { ...UNKNOWN, version }
  }

  get(): Status {
    const { model } = this.known
    const thinks = model.thinks === undefined ? undefined : this.settings.thinks()
    return { ...this.known, model: { ...model, thinks }, engine: this.engine.state }
  }

  /** Tells the page how things stand; whoever calls this knows of a change. */
  changed(): void {
    this.tell(this.get())
  }

  /** Asks the engine about model and machine. */
  async refresh(): Promise<Status> {
    const round = ++this.round
    try {
      const status = await this.engine.ask('engine.status', { model: this.settings.model() })
      if (round === this.round) this.known = { ...status, version: this.known.version }
    } catch (error) {
      const model = { ...this.known.model, problem: (error as Error).message }
      if (round === this.round) this.known = { ...this.known, model }
    }
    this.changed()
    return this.get()
  }
}
