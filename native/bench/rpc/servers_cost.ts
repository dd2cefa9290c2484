import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OpenModel, openModel } from '../../../electron/engine/model'
import { type NativeContext, native } from '../../../electron/engine/native'
import { PROSE, sentencesUpTo } from '../prose'
import { median } from '../trace_cost'
import { Relay } from './relay'
import { RpcServerProcess } from './server_process'

/** What it costs that layers of the built-in model lie on so many servers on loopback (0: none). */
export interface ServersCost {
  servers: number
  /** Seconds until the model is open, and again when the servers kept large tensors. */
  opens: number
  opensAgain: number
  readTokensPerSecond: number
  writeTokensPerSecond: number
  /** To the servers and from them, for each token, with the rows of the trace. */
  bytesPerTokenRead: number
  bytesPerTokenWritten: number
  /** Medians over the rounds of this one's time beside that of the same round without servers. */
  readRatio: number
  writeRatio: number
}

const COUNTS = [0, 1, 2, 3]
const READ = 128
const WRITTEN = 8
const ROUNDS = 3

/** One way to compute, with a context that has read nothing yet. */
interface Way {
  servers: number
  processes: RpcServerProcess[]
  relays: Relay[]
  opens: number
  opensAgain: number
  model: OpenModel
  context: NativeContext
  read: Run[]
  wrote: Run[]
}

interface Run {
  /** Seconds. */
  seconds: number
  bytes: number
}

/**
 * Each round does the same by every way, one after the other, so that whatever slows the machine down meets all of them.
 * One thread each: servers and this process share the cores here, as they don't on machines of their own.
 */
export async function measureServers(): Promise<ServersCost[]> {
  const cache = mkdtempSync(join(tmpdir(), 'sparselens-rpc-bench-'))
  const ways: Way[] = []
  try {
    for (const count of COUNTS) ways.push(await openedOn(count, cache))
    const { ids } = await ways[0]!.model.native.tokenize(PROSE, false)
    for (let round = -1; round < ROUNDS; round++) for (const way of ways) await once(way, ids, round >= 0)
    return ways.map((way) => costOf(way, ways[0]!))
  } finally {
    for (const { context, model, relays, processes } of ways) {
      await context.close()
      model.native.close()
      for (const one of relays) await one.close()
      for (const one of processes) await one.stop()
    }
    rmSync(cache, { recursive: true })
  }
}

async function openedOn(servers: number, cache: string): Promise<Way> {
  const processes: RpcServerProcess[] = []
  const relays: Relay[] = []
  for (let i = 0; i < servers; i++) {
    const own = join(cache, `${servers}-${i}`)
    processes.push(await RpcServerProcess.start({ cache: own }))
    relays.push(await Relay.to(processes[i]!.address))
  }
  const open = () => openModel({ servers: relays.map(({ address }) => address) })
  const first = await timed(open)
  first.result.native.close()
  const again = await timed(open)
  const model = again.result
  const context = await native().Context.create(model.native, { length: 1024, threads: 1 })
  const times = { opens: first.seconds, opensAgain: again.seconds }
  return { servers, processes, relays, ...times, model, context, read: [], wrote: [] }
}

async function once(way: Way, ids: Int32Array, isCounted: boolean): Promise<void> {
  const { context } = way
  context.trim(0)
  context.beginDocument(sentencesUpTo(READ), 1)
  const read = await moved(way, () => context.evaluate(ids.subarray(0, READ), 'document'))
  context.beginAnswer(READ, {})
  const wrote = await moved(way, async () => {
    for (let i = 0; i < WRITTEN; i++) await context.step(ids[READ + i]!)
  })
  context.endAnswer()?.close()
  if (!isCounted) return // warms up
  way.read.push(read)
  way.wrote.push(wrote)
}

async function moved({ relays }: Way, work: () => Promise<void>): Promise<Run> {
  const passed = () => relays.reduce((sum, { sent, received }) => sum + sent + received, 0)
  const before = passed()
  const { seconds } = await timed(work)
  return { seconds, bytes: passed() - before }
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const started = performance.now()
  const result = await work()
  return { seconds: (performance.now() - started) / 1000, result }
}

function costOf(way: Way, here: Way): ServersCost {
  const ratio = (mine: Run[], its: Run[]) => median(mine.map(({ seconds }, i) => seconds / its[i]!.seconds))
  const speed = (runs: Run[], tokens: number) => tokens / median(runs.map(({ seconds }) => seconds))
  return {
    servers: way.servers,
    opens: way.opens,
    opensAgain: way.opensAgain,
    readTokensPerSecond: speed(way.read, READ),
    writeTokensPerSecond: speed(way.wrote, WRITTEN),
    bytesPerTokenRead: median(way.read.map(({ bytes }) => bytes)) / READ,
    bytesPerTokenWritten: median(way.wrote.map(({ bytes }) => bytes)) / WRITTEN,
    readRatio: ratio(way.read, here.read),
    writeRatio: ratio(way.wrote, here.wrote),
  }
}
