import type { Page } from 'playwright'
import type { AppCalls, Input, Output } from '../../electron/shared/ipc/calls'

/** Asks main as the page does. Throws the failure's sentence. */
export async function ask<N extends keyof AppCalls & string>(
  page: Page,
  name: N,
  input?: Input<AppCalls, N>,
): Promise<Output<AppCalls, N>> {
  const asked: [string, unknown] = [name, input]
  const reply = await page.evaluate(([name, input]) => window.sparselens.call(name, input), asked)
  if (!reply.ok) throw new Error(`${name}: ${reply.failure.message}`)
  return reply.value as Output<AppCalls, N>
}

/** Asks again and again until there is something. */
export async function until<T>(what: string, find: () => Promise<T | undefined>, seconds = 480): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const found = await find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Waited too long for ${what}.`)
}
