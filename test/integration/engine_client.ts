import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineHandlers } from '../../electron/service/handlers'
import type { SourceDocument } from '../../electron/shared/document/types'
import type { EngineCalls, EngineEvents, EventData, Handlers, Input } from '../../electron/shared/ipc/calls'
import { TINY_MODEL } from '../fixtures/models/broken'

type Order = Input<EngineCalls, 'answer.run'>
export interface Heard {
  event: keyof EngineEvents
  data: EventData<EngineEvents, keyof EngineEvents>
}

/** The engine's handlers in this process, a folder to work in, and all events that were told. */
export class EngineClient {
  readonly heard: Heard[] = []
  readonly handlers: Handlers<EngineCalls>
  onEvent?: (heard: Heard) => void

  constructor(readonly folder = mkdtempSync(join(tmpdir(), 'sparselens-service-'))) {
    this.handlers = engineHandlers((event, data) => {
      const heard = { event, data } as Heard
      this.heard.push(heard)
      this.onEvent?.(heard)
    })
  }

  /** A document's folder, as main makes it. */
  store(document: SourceDocument): string {
    const folder = join(this.folder, randomUUID())
    mkdirSync(folder)
    writeFileSync(join(folder, 'document.json'), JSON.stringify(document))
    return folder
  }

  order(folder: string, changes: Partial<Order> = {}): Order {
    const answer = randomUUID()
    const answerFolder = join(folder, answer)
    mkdirSync(answerFolder)
    return {
      job: answer,
      folder,
      answerFolder,
      cacheFolder: join(this.folder, 'cache'),
      cacheBytes: 1 << 30,
      request: { kind: 'question', question: 'What was spent?', looks: 1 },
      model: { path: TINY_MODEL, threads: 1 },
      ...changes,
    }
  }

  eventsOf<N extends keyof EngineEvents>(event: N): EventData<EngineEvents, N>[] {
    return this.heard.filter((heard) => heard.event === event).map(({ data }) => data as EventData<EngineEvents, N>)
  }
}
