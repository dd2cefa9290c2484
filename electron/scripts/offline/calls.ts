/** What `strace -e trace=%network` writes down, and what of it could have left this computer. */

/** Families of addresses that end in this computer: sockets by path, and questions to the kernel. */
const LOCAL = new Set(['AF_UNIX', 'AF_LOCAL', 'AF_NETLINK', 'AF_UNSPEC'])

export interface NetworkCalls {
  /** Lines of calls that name an address of any other family, or make a socket of one that could be reached. */
  attempts: string[]
  /**
   * Lines that make a datagram socket and no more: Chromium asks the kernel by them what its network devices are
   * (ioctl). What is sent over one, or what it is connected to, names an address.
   */
  unconnected: string[]
  /** Paths of the local sockets that something was connected to. */
  local: string[]
  /** How many calls there were at all. */
  count: number
}

const CALL = /^(?:\[pid\s+\d+\]|\d+)\s+(?:<\.\.\. )?\w+(?:\(| resumed>)/
const DATAGRAM = /\bsocket\(AF_INET6?, SOCK_DGRAM\b/

export function networkCalls(log: string): NetworkCalls {
  const calls = log.split('\n').filter((line) => CALL.test(line))
  const foreign = calls.filter((line) => familiesIn(line).some((family) => !LOCAL.has(family)))
  const local = new Set(calls.flatMap((line) => /\bconnect\(.*sun_path=(@?"[^"]*")/.exec(line)?.[1] ?? []))
  return {
    attempts: foreign.filter((line) => !DATAGRAM.test(line)),
    unconnected: foreign.filter((line) => DATAGRAM.test(line)),
    local: [...local].sort(),
    count: calls.length,
  }
}

/** Of sockets that are made, and of addresses: outside of quotes, as what is sent may say anything. */
const familiesIn = (line: string): string[] =>
  [...line.replace(/"(?:[^"\\]|\\.)*"/g, '""').matchAll(/(?:\bsocket\(|\bsa_family=)(\w+)/g)].map(([, name]) => name!)
