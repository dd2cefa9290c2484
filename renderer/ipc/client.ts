import { z } from 'zod'
import type { Bridge } from '../../electron/shared/ipc/bridge'
import type { AppCalls, AppEvents, Ask, EventData } from '../../electron/shared/ipc/calls'
import { appCalls, appEvents } from '../../electron/shared/ipc/contract'
import { CallFailure } from '../../electron/shared/ipc/failure'

// zod's compiled parsers need eval, which the page's CSP forbids
z.config({ jitless: true })

declare global {
  interface Window {
    sparselens: Bridge
  }
}

/** Asks main. Throws CallFailure. */
export const ask: Ask<AppCalls> = async (name, ...[input]) => {
  const answer = await window.sparselens.call(name, input)
  if (!answer.ok) throw new CallFailure(answer.failure.code, answer.failure.message)
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
