import { z } from 'zod'
import { NetworkError, nonsense } from './failures'
import type { RowsReader } from './rows_reader'
import type { ServerAnswer } from './server'

/** What both protocols have in common: events of JSON, and what the last of them say of the answer. */

const ErrorSchema = z.looseObject({ error: z.looseObject({ message: z.string() }) })

/** The data of an event. Throws NetworkError: it says that the server failed, or is of another form. */
export function eventOf<T>(data: string, schema: z.ZodType<T>, host: string): T {
  let parsed: unknown
  try {
    parsed = JSON.parse(data)
  } catch (error) {
    throw nonsense(host, 'an event that is no JSON', error)
  }
  const failed = ErrorSchema.safeParse(parsed)
  if (failed.success)
    throw new NetworkError(
      'server-failed',
      `${host} failed in the middle of the answer (${failed.data.error.message}); ask again.`,
    )
  const event = schema.safeParse(parsed)
  if (!event.success) throw nonsense(host, 'an event of another form', event.error)
  return event.data
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

interface Told {
  text: string
  ids: number[]
  /** Of its tokens, as far as the server tells them. */
  logProbabilities: readonly number[]
  reason?: string
  /** Tokens of the prompt that were read, and of them those kept from before. */
  read?: number
  cached?: number
  /** Why the rows can't be used, if it isn't for themselves. */
  fault?: string
}

/** An answer to a prompt of `sent` tokens. */
export function answerOf(told: Told, rows: RowsReader, sent: number): ServerAnswer {
  const { text, ids, logProbabilities: known, reason, read, cached, fault } = told
  const miscounted =
    read !== undefined && read !== sent
      ? `the server read ${read} tokens where ${sent} were sent, so that places can't be told`
      : undefined
  return {
    text,
    ids,
    ...(known.length > 0 && { logProbability: meanOf(known) }),
    stopped: reason === 'length' ? 'length' : 'end',
    promptTokens: read,
    cachedTokens: cached,
    rowsFault: miscounted ?? fault ?? rows.faultOf(sent + ids.length),
    rows: rows.count,
  }
}
