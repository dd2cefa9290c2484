import { stat } from 'node:fs/promises'
import { sep } from 'node:path'
import { EngineError } from '../engine/errors'
import { readMeta } from './meta'
import { type OpenedTrace, openTrace } from './open'
import { type Places, placesOf } from './places'

/** A trace with what its file says of its positions. */
export interface PlacedTrace {
  trace: OpenedTrace
  places: Places
}

interface Opening {
  /** Changes when the file is written anew, as that of a running answer is after every sentence. */
  version: string
  placed: Promise<PlacedTrace>
}

/** Files that stay open at once. */
const MOST = 32

/** Trace files that were asked lately. */
export class TraceFiles {
  /** The one asked last comes last. */
  private readonly opened = new Map<string, Opening>()

  async open(path: string): Promise<PlacedTrace> {
    const version = await versionOf(path)
    const known = this.opened.get(path)
    if (known?.version === version) {
      this.opened.delete(path)
      this.opened.set(path, known)
      return known.placed
    }
    this.close(path)
    const placed = openPlaced(path)
    this.opened.set(path, { version, placed })
    placed.catch(() => this.opened.get(path)?.placed === placed && this.opened.delete(path))
    for (const oldest of [...this.opened.keys()].slice(0, -MOST)) this.close(oldest)
    return placed
  }

  /** Lets go of all files below a folder. */
  release(folder: string): void {
    const prefix = folder.endsWith(sep) ? folder : folder + sep
    for (const path of [...this.opened.keys()]) if (path.startsWith(prefix)) this.close(path)
  }

  private close(path: string): void {
    const closing = this.opened.get(path)
    this.opened.delete(path)
    closing?.placed.then(({ trace }) => trace.close()).catch(() => {})
  }
}

async function versionOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path)
    return `${ino} ${size} ${mtimeMs}`
  } catch (error) {
    throw new EngineError('trace-damaged', 'What the model read was not kept for this answer; ask again to see it.', {
      cause: error,
    })
  }
}

async function openPlaced(path: string): Promise<PlacedTrace> {
  const trace = await openTrace(path)
  try {
    return { trace, places: placesOf(trace.info, readMeta(trace.info.meta)) }
  } catch (error) {
    trace.close()
    throw new EngineError('trace-damaged', "The trace file is another program's or damaged; ask again to see it.", {
      cause: error,
    })
  }
}
