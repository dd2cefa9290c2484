import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession } from 'playwright'
import type { Running } from '../../electron/scripts/stage/launch'

/** What a page holds once all that nothing refers to was collected. */
export interface PageMemory {
  /** Bytes of JavaScript's heap. */
  heap: number
  nodes: number
  listeners: number
}

const COLLECTIONS = 3
const SETTLED_MS = 300

/** Looks at what the page holds. */
export class PageMemoryMeter {
  private constructor(private readonly session: CDPSession) {}

  static async of({ window }: Running): Promise<PageMemoryMeter> {
    const session = await window.context().newCDPSession(window)
    await session.send('Performance.enable')
    await session.send('HeapProfiler.enable')
    return new PageMemoryMeter(session)
  }

  async read(): Promise<PageMemory> {
    // what is finalized by one collection is freed by the next
    for (let i = 0; i < COLLECTIONS; i++) {
      await this.session.send('HeapProfiler.collectGarbage')
      await pause(100)
    }
    // caches that are given up when memory is short are no leak
    await this.session.send('Memory.simulatePressureNotification', { level: 'critical' })
    await pause(SETTLED_MS)
    const { metrics } = await this.session.send('Performance.getMetrics')
    const figure = (name: string) => metrics.find((metric) => metric.name === name)!.value
    return { heap: figure('JSHeapUsedSize'), nodes: figure('Nodes'), listeners: figure('JSEventListeners') }
  }
}

/** Bytes that each of the app's processes has written and shares with none, by the process's name (Linux). */
export async function processMemory({ app }: Running): Promise<Map<string, number>> {
  const all = await app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, type, name, serviceName }) => ({ pid, name: name ?? serviceName ?? type })),
  )
  return new Map(
    all.map(({ pid, name }) => {
      const kilobytes = /Private_Dirty:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
      return [name, 1024 * Number(kilobytes)]
    }),
  )
}

/** So many readings next to each other are looked at together: a picture that is being drawn takes memory for a moment. */
const TOGETHER = 5

/** How many times as much the last readings hold as those from the `warm`th on, by name. */
export function growth(readings: readonly ReadonlyMap<string, number>[], warm: number): Map<string, number> {
  const middle = (from: number, name: string) =>
    readings
      .slice(from, from + TOGETHER)
      .map((reading) => reading.get(name) ?? 0)
      .sort((a, b) => a - b)[TOGETHER >> 1]!
  const names = [...readings.at(-1)!.keys()].filter((name) => middle(warm - 1, name) > 0)
  return new Map(names.map((name) => [name, middle(readings.length - TOGETHER, name) / middle(warm - 1, name)]))
}
