import { readFileSync } from 'node:fs'
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici'
import type { z } from 'zod'
import { type Address, readAddress } from './address'
import { connectionFailure, NetworkError, nonsense, statusFailure } from './failures'

export interface ConnectionOptions {
  address: string
  /** Sent as a bearer token; never written anywhere. */
  key?: string
  /** A PEM file with the certificates of one's own authority. */
  ca?: string
  /** Seconds that a server may be silent; it reads a long text before its first word. */
  patience?: number
}

const CONNECT_SECONDS = 15
const PATIENCE_SECONDS = 600

/** Bytes of an answer that is read whole: a token list of a text of millions of characters fits. */
const MOST_BYTES = 64 << 20
const MOST_REASON_BYTES = 64 << 10

/**
 * The one way from SparseLens to another machine: HTTP(S) to one server that somebody named and agreed to. Nothing is
 * connected until something is asked; proxies are those of the environment; redirects are not followed.
 */
export class Connection {
  readonly address: Address
  private readonly dispatcher: Dispatcher

  /** Throws NetworkError. */
  constructor(private readonly options: ConnectionOptions) {
    this.address = readAddress(options.address)
    const silence = (options.patience ?? PATIENCE_SECONDS) * 1000
    const connect = {
      timeout: CONNECT_SECONDS * 1000,
      ...(options.ca !== undefined && { ca: certificates(options.ca) }),
    }
    const how = { connect, headersTimeout: silence, bodyTimeout: silence, maxResponseSize: -1 }
    this.dispatcher = this.address.isHere
      ? new Agent(how)
      : new EnvHttpProxyAgent({ ...how, ...(connect.ca && { requestTls: { ca: connect.ca } }) })
  }

  get host(): string {
    return this.address.host
  }

  /** Asks and parses the whole answer; undefined where the server doesn't know the path and `optional` allows it. */
  async json<T>(
    path: string,
    schema: z.ZodType<T>,
    { body, signal, optional }: { body?: unknown; signal?: AbortSignal; optional?: boolean } = {},
  ): Promise<T | undefined> {
    const { statusCode, body: stream } = await this.send(path, body, signal)
    const isOk = statusCode >= 200 && statusCode < 300
    const text = await this.textOf(stream, isOk ? MOST_BYTES : MOST_REASON_BYTES)
    if (!isOk && optional && (statusCode === 404 || statusCode === 405)) return undefined
    if (!isOk) throw statusFailure(statusCode, text, this.host)
    let parsed: unknown
    try {
      parsed = JSON.parse(text)
    } catch (error) {
      throw nonsense(this.host, `${path} gives no JSON`, error)
    }
    const result = schema.safeParse(parsed)
    if (result.success) return result.data
    const { path: where, message } = result.error.issues[0]!
    throw nonsense(this.host, `${path} gives another form (${where.join('.')}: ${message})`, result.error)
  }

  /** The same where an answer is needed. */
  async ask<T>(path: string, schema: z.ZodType<T>, body?: unknown, signal?: AbortSignal): Promise<T> {
    return (await this.json(path, schema, { body, signal }))!
  }

  /** The answer's bytes as they come. */
  async *stream(path: string, body: unknown, signal?: AbortSignal): AsyncGenerator<Buffer> {
    const { statusCode, body: stream } = await this.send(path, body, signal)
    if (statusCode < 200 || statusCode >= 300) {
      throw statusFailure(statusCode, await this.textOf(stream, MOST_REASON_BYTES), this.host)
    }
    try {
      for await (const chunk of stream) yield chunk as Buffer
    } catch (error) {
      throw this.failure(error, signal)
    }
  }

  async close(): Promise<void> {
    await this.dispatcher.destroy()
  }

  private async send(path: string, body: unknown, signal?: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { key } = this.options
    try {
      return await request(`${this.address.base}${path}`, {
        dispatcher: this.dispatcher,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json, text/event-stream',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
      })
    } catch (error) {
      throw this.failure(error, signal)
    }
  }

  private async textOf(stream: AsyncIterable<unknown>, most: number): Promise<string> {
    const chunks: Buffer[] = []
    let bytes = 0
    try {
      for await (const chunk of stream) {
        bytes += (chunk as Buffer).length
        if (bytes > most) throw nonsense(this.host, `an answer of more than ${most >> 10} KiB`)
        chunks.push(chunk as Buffer)
      }
    } catch (error) {
      throw this.failure(error)
    }
    return Buffer.concat(chunks).toString('utf8')
  }

  private failure(error: unknown, signal?: AbortSignal): NetworkError {
    if (signal?.aborted) return new NetworkError('cancelled', 'The request was cancelled.', { cause: error })
    return connectionFailure(error, this.host)
  }
}

function certificates(path: string): string {
  const bad = (what: string, cause?: unknown) =>
    new NetworkError('bad-address', `The certificate file "${path}" ${what}; name a PEM file.`, { cause })
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw bad("can't be read", error)
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw bad('holds no certificate')
  return text
}
