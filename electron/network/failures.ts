/** What went wrong between us and a server. */
export type NetworkErrorCode =
  | 'bad-address'
  | 'unreachable'
  | 'untrusted'
  | 'refused-key'
  | 'busy'
  | 'server-failed'
  | 'refused'
  | 'timeout'
  | 'broken'
  | 'nonsense'
  | 'cancelled'

/** `message` is one sentence for people: what is wrong and what to do. */
export class NetworkError extends Error {
  constructor(
    readonly code: NetworkErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'NetworkError'
  }
}

/** Characters of what a server says that are repeated to people. */
const MOST_SAID = 200

const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS|ERR_SSL|EPROTO/
const CONNECTING = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNABORTED'])

/** What the connection failed with, told of the server at `host`. */
export function connectionFailure(error: unknown, host: string): NetworkError {
  if (error instanceof NetworkError) return error
  const { name, message } = error as Error
  const code = codeOf(error)
  const failed = (as: NetworkErrorCode, text: string) => new NetworkError(as, text, { cause: error })
  // undici calls this one aborted, too
  if (/proxy/i.test(message)) {
    return failed(
      'unreachable',
      `The proxy didn't let us through to ${host} (${plain(message)}); check HTTPS_PROXY and NO_PROXY.`,
    )
  }
  if (name === 'AbortError' || code === 'UND_ERR_ABORTED') return failed('cancelled', 'The request was cancelled.')
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return failed('timeout', `${host} didn't answer in time; check the address, the network and the server's firewall.`)
  }
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return failed('timeout', `${host} said nothing for too long; see whether the server is overloaded, then ask again.`)
  }
  if (UNTRUSTED.test(code)) {
    return failed(
      'untrusted',
      `${host} can't be trusted (${code}): name the certificate of its own authority with --ca FILE, or use the address that its certificate is for.`,
    )
  }
  if (CONNECTING.has(code)) {
    return failed('unreachable', `${host} can't be reached (${code}); check the address and whether the server runs.`)
  }
  return failed('broken', `The connection to ${host} broke (${code || plain(message)}); ask again.`)
}

/** What a status other than 2xx means; `said`: the answer's text. */
export function statusFailure(status: number, said: string, host: string): NetworkError {
  const why = reasonIn(said)
  const because = why ? `: ${why}` : ''
  if (status === 401 || status === 403) {
    return new NetworkError('refused-key', `${host} refuses the key (${status}${because}); give the right one.`)
  }
  if (status === 407) {
    return new NetworkError('refused', `The proxy before ${host} wants a login (407); put it into HTTPS_PROXY.`)
  }
  if (status === 404) {
    return new NetworkError(
      'refused',
      `${host} doesn't know this request (404${because}); check the address: it needs SGLang's or vLLM's own.`,
    )
  }
  if (status === 413) return new NetworkError('refused', `The text is too long for ${host} (413${because}).`)
  if (status === 429)
    return new NetworkError('busy', `${host} has too many requests (429${because}); wait, then ask again.`)
  if (status >= 500) {
    return new NetworkError(
      'server-failed',
      `${host} failed (${status}${because}); look into the server's log, then ask again.`,
    )
  }
  if (status >= 300 && status < 400) {
    return new NetworkError(
      'refused',
      `${host} sends elsewhere (${status}), which is not followed; name the address it leads to.`,
    )
  }
  return new NetworkError('refused', `${host} refuses the request (${status}${because}).`)
}

/** An answer that isn't what the protocol says. */
export const nonsense = (host: string, what: string, cause?: unknown): NetworkError =>
  new NetworkError('nonsense', `${host} answers what can't be understood: ${what}.`, { cause })

/** A stream that ended before the answer did. */
export const cutOff = (host: string): NetworkError =>
  new NetworkError('broken', `The connection to ${host} ended in the middle of the answer; ask again.`)

/** What a server's answer gives as its reason, shortened: servers say it in one of a few ways. */
function reasonIn(said: string): string {
  try {
    const found = JSON.parse(said)
    const reason = found?.error?.message ?? found?.message ?? found?.detail ?? found?.error
    return typeof reason === 'string' ? plain(reason) : ''
  } catch {
    return /^\s*</.test(said) ? '' : plain(said)
  }
}

/** In one line without control characters, which would steer a terminal. */
const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(/\.$/, '')
    .slice(0, MOST_SAID)

function codeOf(error: unknown): string {
  for (let at = error as { code?: unknown; cause?: unknown } | undefined; at; at = at.cause as typeof at) {
    if (typeof at.code === 'string') return at.code
  }
  return ''
}
