import type { z } from 'zod'
import type { appCalls, appEvents, engineCalls, engineEvents } from './contract'
import type { readerCalls } from './reader_calls'

/** The contract's types. */

export interface Call {
  input: z.ZodType
  output: z.ZodType
}
export type Calls = Record<string, Call>
export type Events = Record<string, z.ZodType>

export type Input<C extends Calls, N extends keyof C> = z.infer<C[N]['input']>
export type Output<C extends Calls, N extends keyof C> = z.infer<C[N]['output']>
export type EventData<E extends Events, N extends keyof E> = z.infer<E[N]>

/** One function for each call. What it answers with is parsed by whoever asked. */
export type Handlers<C extends Calls> = {
  [N in keyof C]: (input: Input<C, N>) => Promise<Answered<C, N>> | Answered<C, N>
}
/** A call without an answer may be a function without one. */
type Answered<C extends Calls, N extends keyof C> =
  undefined extends z.input<C[N]['output']>
    ? // biome-ignore lint/suspicious/noConfusingVoidType: see above
      z.input<C[N]['output']> | void
    : z.input<C[N]['output']>

export type Ask<C extends Calls> = <N extends keyof C & string>(
  name: N,
  ...input: undefined extends Input<C, N> ? [] : [Input<C, N>]
) => Promise<Output<C, N>>

export type AppCalls = typeof appCalls
export type AppEvents = typeof appEvents
export type EngineCalls = typeof engineCalls
export type ReaderCalls = typeof readerCalls
export type EngineEvents = typeof engineEvents

/** A failure that crosses processes: a code for programs, a sentence for people. */
export interface Failure {
  code: string
  message: string
}
