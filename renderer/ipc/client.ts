import { z } from 'zod'
import type { Bridge } from '../../electron/shared/ipc/bridge'
import type { AppCalls, AppEvents, Ask, EventData } from '../../electron/shared/ipc/calls'
import { appCalls, appEvents } from '../../electron/shared/ipc/contract'

// zod's compiled parsers need eval, which the page's CSP forbids
z.config({ jitless: true })

declare global {
  interface Window {
    sparselens: Bridge
  }
}

/** A call that failed. `message` is one sentence for people. */
export class CallError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'CallError'
  }
}

/** Asks main. Throws CallError. */
export const ask: Ask<AppCalls> = async (name, ...[input]) => {
  const answer = await window.sparselens.call(name, input)
  if (!answer.ok) throw new CallError(answer.failure.code, answer.failure.message)
  return appCalls[name].output.parse(answer.value) as never
}

type Listeners = { [N in keyof AppEvents]?: (data: EventData<AppEvents, N>) => void }

/** Listens to events of main. Returns how to stop. */
export function listen(listeners: Listeners): () => void {
  return window.sparselens.listen((name, data) => {
    const event = name as keyof AppEvents
    const listener = listeners[event] as ((data: unknown) => void) | undefined
    if (listener) listener(appEvents[event].parse(data))
  })
}
