import { asEngineError } from '../engine/errors'
import { native } from '../engine/native'
import type { Trace } from '../engine/native_trace'

/** A trace that was opened from its file. */
export interface OpenedTrace extends Trace {
  /**
   * Reads the whole file and rejects with 'trace-damaged' if any checksum is wrong. Opening checks all but the rows and
   * the prompt's counts, and reading a damaged row fails or gives wrong values, so do this once, in the background.
   */
  verify(): Promise<void>
}

/** The part of the addon that this needs. */
export interface TraceAddon {
  Trace: { open(path: string): Promise<Trace> }
}

/** Maps a file that `Trace.save` wrote. Rejects with an EngineError 'trace-damaged'. */
export async function openTrace(path: string, addon: TraceAddon = native()): Promise<OpenedTrace> {
  try {
    return (await addon.Trace.open(path)) as OpenedTrace
  } catch (error) {
    throw asEngineError(error)
  }
}
