import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ask, ReaderCalls } from '../shared/ipc/calls'
import type { ReaderPlaces } from '../shared/ipc/processes'
import { EngineHost, type EngineHostOptions, type EngineProcess } from './engine_host'

export interface ReadersOptions extends Pick<EngineHostOptions, 'listeners' | 'watch'> {
  /** Undefined: the engine reads files. */
  start?(places: ReaderPlaces): EngineProcess
  engine: Pick<EngineHost, 'ask'>
  /** A folder of the library for what is on its way. */
  incoming: string
  /** A folder that any of them may read. */
  languages: string
}

/** The files that something is done with: of `writable`, folders, all may be read, too. */
export type Rooms = Partial<Pick<ReaderPlaces, 'readable' | 'writable'>>

/** Processes that read files: one for each, shut in with it, so that no file gets at another one. */
export class Readers {
  private readonly atWork = new Set<EngineHost>()
  private closed = false

  constructor(private readonly options: ReadersOptions) {}

  /**
   * Does something with files in a process that may use no others, and ends that, at once if `signal` says so. Its end is
   * told by what it was to do.
   */
  async use<T>(rooms: Rooms, work: (ask: Ask<ReaderCalls>) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { start, engine, incoming, languages, listeners, watch } = this.options
    if (!start) return work(engine.ask)
    const scratch = join(incoming, randomUUID())
    await mkdir(scratch)
    const { readable = [], writable = [] } = rooms
    const places = { readable: [languages, ...readable], writable, scratch }
    const reader = new EngineHost({ start: () => start(places), listeners, watch, onState: () => {} })
    const end = () => reader.close()
    this.atWork.add(reader)
    signal?.addEventListener('abort', end)
    if (this.closed || signal?.aborted) end()
    try {
      return await work(reader.ask)
    } finally {
      this.atWork.delete(reader)
      signal?.removeEventListener('abort', end)
      end()
      await rm(scratch, { recursive: true, force: true }).catch(() => {})
    }
  }

  /** Ends a job where the engine reads; a process of its own was ended by `signal`. */
  async cancel(job: string): Promise<void> {
    if (!this.options.start) await this.options.engine.ask('job.cancel', { job }).catch(() => {})
  }

  close(): void {
    this.closed = true
    for (const reader of this.atWork) reader.close()
  }
}
