import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { PagePipe } from '../../../electron/scripts/offline/pipe'
import { environmentOf } from '../../../electron/scripts/stage/home'
import { stage } from '../../../electron/scripts/stage/stage'
import { writeWrapper } from '../../../electron/scripts/stage/user'

/** The built app, started as a user starts it: with nothing in its processes that a test would put there. */
export class Started {
  private constructor(
    private readonly child: ChildProcess,
    /** When it was started, in milliseconds of the clock. */
    readonly at: number,
    /** Calls an expression in its page. */
    readonly evaluate: (expression: string) => Promise<unknown>,
  ) {}

  static async start(home: string, files: string[] = []): Promise<Started> {
    const { electron, app } = await stage()
    const wrapper = join(home, 'start')
    writeWrapper(wrapper, electron.executable)
    const env = await environmentOf(home)
    const at = Date.now()
    const child = spawn(wrapper, ['--disable-gpu', '--remote-debugging-pipe', app, ...files], {
      cwd: home,
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    })
    const [, , , input, output] = child.stdio
    try {
      const evaluate = await new PagePipe(input as Writable, output as Readable).session()
      await pageThere(evaluate)
      return new Started(child, at, evaluate)
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
  }

  /** Milliseconds from the start to when the page says (of its clock). */
  async until(expression: string): Promise<number> {
    return Math.round(((await this.evaluate(expression)) as number) - this.at)
  }

  /** Ends it as the system's end of session does. */
  async end(): Promise<void> {
    const ended = once(this.child, 'exit')
    this.child.kill('SIGTERM')
    await ended
  }
}

/** One that was met on its way to its address answers nothing, or not for long. */
async function pageThere(evaluate: Started['evaluate']): Promise<void> {
  for (;;) {
    const there = await evaluate(`location.protocol === 'sparselens:'`).catch((error: Error) => {
      if (!error.message.includes('context')) throw error
    })
    if (there === true) return
  }
}
