import { z } from 'zod'
import type { Ask, Calls, EventData, Events, Handlers } from './calls'
import { CallFailure, failureOf } from './failure'

/**
 * A contract over any port: one side serves its calls and tells events, the other connects and asks. Both parse what
 * they receive.
 *
 *     {id, name, input}  -->  {id, value} or {id, failure}          {event, data}
 */

/** An Electron utilityProcess, its parentPort, a Node child process or a worker: whoever has one adapts it. */
export interface Port {
  post(message: unknown): void
  listen(listener: (message: unknown) => void): void
}

const RequestSchema = z.object({ id: z.number(), name: z.string(), input: z.unknown() })
const AnswerSchema = z.union([
  z.object({ id: z.number(), failure: z.object({ code: z.string(), message: z.string() }) }),
  z.object({ id: z.number(), value: z.unknown() }),
])
const EventSchema = z.object({ event: z.string(), data: z.unknown() })

export type Tell<E extends Events> = <N extends keyof E & string>(event: N, data: EventData<E, N>) => void
export type Listeners<E extends Events> = { [N in keyof E]?: (data: EventData<E, N>) => void }

/** Answers every request that comes through the port. Whatever a handler throws becomes a failure. */
export function serve<C extends Calls>(port: Port, calls: C, handlers: Handlers<C>): void {
  port.listen(async (message) => {
    const request = RequestSchema.safeParse(message)
    if (!request.success) return
    const { id, name, input } = request.data
    try {
      port.post({ id, value: await answer(calls, handlers, name, input) })
    } catch (error) {
      port.post({ id, failure: failureOf(error) })
    }
  })
}

/** Answers one call by its name, with its input parsed. Throws CallFailure 'bad-argument', or what the handler throws. */
export async function answer<C extends Calls>(calls: C, handlers: Handlers<C>, name: unknown, input: unknown) {
  // a list of one name would be found like the name
  if (typeof name !== 'string' || !Object.hasOwn(calls, name)) {
    throw new CallFailure('bad-argument', `There is no call "${name}".`)
  }
  const parsed = calls[name]!.input.safeParse(input)
  if (!parsed.success) {
    throw new CallFailure('bad-argument', `"${name}" was asked wrongly: ${z.prettifyError(parsed.error)}`)
  }
  return handlers[name]!(parsed.data as never)
}

/** How the serving side tells events. */
export function teller<E extends Events>(port: Port, _events: E): Tell<E> {
  return (event, data) => port.post({ event, data })
}

export interface Connection<C extends Calls> {
  ask: Ask<C>
  /** Fails all that waits for an answer, and every later call: the other side is gone. */
  close(failure: { code: string; message: string }): void
}

/** The asking side. `listeners` hear the events they have a function for. */
export function connect<C extends Calls, E extends Events>(
  port: Port,
  calls: C,
  events: E,
  listeners: Listeners<E> = {},
): Connection<C> {
  const waiting = new Map<number, { name: string; resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0
  let closed: CallFailure | undefined

  port.listen((message) => {
    const event = EventSchema.safeParse(message)
    if (event.success) return hear(events, listeners, event.data.event, event.data.data)
    const answer = AnswerSchema.safeParse(message)
    if (!answer.success) return
    const asked = waiting.get(answer.data.id)
    if (!asked) return
    waiting.delete(answer.data.id)
    if ('failure' in answer.data) {
      return asked.reject(new CallFailure(answer.data.failure.code, answer.data.failure.message))
    }
    const value = calls[asked.name]!.output.safeParse(answer.data.value)
    if (value.success) asked.resolve(value.data)
    else asked.reject(new Error(`"${asked.name}" was answered wrongly: ${z.prettifyError(value.error)}`))
  })

  const ask = (name: string, input?: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (closed) return reject(closed)
      const id = ++lastId
      waiting.set(id, { name, resolve, reject })
      try {
        port.post({ id, name, input })
      } catch (error) {
        waiting.delete(id)
        reject(error)
      }
    })

  return {
    ask: ask as Ask<C>,
    close({ code, message }) {
      closed = new CallFailure(code, message)
      for (const { reject } of waiting.values()) reject(closed)
      waiting.clear()
    },
  }
}

function hear<E extends Events>(events: E, listeners: Listeners<E>, name: string, data: unknown): void {
  const listener = Object.hasOwn(listeners, name) ? listeners[name] : undefined
  if (!listener) return
  const parsed = events[name]!.safeParse(data)
  if (parsed.success) listener(parsed.data as never)
  else console.error(`Event "${name}" is not what it should be: ${z.prettifyError(parsed.error)}`)
}
