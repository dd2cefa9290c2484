import { isIP } from 'node:net'
import { NetworkError } from './failures'

/** The address of a server: where requests go, and nothing else. */
export interface Address {
  /** Without a slash at its end. */
  base: string
  /** As it is told to people: host and port. */
  host: string
  /** Nobody on the way can read what is sent. */
  isPrivate: boolean
  /** It is this machine: no proxy, and nothing leaves it. */
  isHere: boolean
}

/** Reads an address as a person writes it. Throws NetworkError. */
export function readAddress(text: string): Address {
  const bad = (why: string) => new NetworkError('bad-address', `"${text}" is no address of a server: ${why}.`)
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw bad('it needs the form http://HOST:PORT or https://HOST')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw bad('it has to begin with http:// or https://')
  if (url.username || url.password) throw bad('a key in an address is seen by too many; give it as a key')
  if (url.search || url.hash) throw bad('leave out what comes after "?" or "#"')
  // the compatible routes lie beside the servers' own ones
  const path = url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')
  const isHere = isLoopback(url.hostname)
  return { base: `${url.origin}${path}`, host: url.host, isPrivate: isHere || url.protocol === 'https:', isHere }
}

function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}
