/** What `strace -e trace=%network` writes down, and what of it could have left this computer. */

/** Families of addresses that end in this computer: sockets by path, and questions to the kernel. */
const LOCAL = new Set(['AF_UNIX', 'AF_LOCAL', 'AF_NETLINK', 'AF_UNSPEC'])

export interface NetworkCalls {
  /** Lines of calls that name any other family: each an attempt, whether it succeeded or not. */
  attempts: string[]
  /** Paths of the local sockets that something was connected to. */
  local: string[]
  /** How many calls there were at all. */
  count: number
}

export function networkCalls(log: string): NetworkCalls {
  const calls = log
    .split('\n')
    .filter((line) => /^\s*(?:\[pid\s+)?\d*\]?\s*(?:<\.\.\. )?\w+(?:\(| resumed>)/.test(line))
  const attempts = calls.filter((line) => familiesIn(line).some((family) => !LOCAL.has(family)))
  const local = new Set(calls.flatMap((line) => /\bconnect\(.*sun_path=(@?"[^"]*")/.exec(line)?.[1] ?? []))
  return { attempts, local: [...local].sort(), count: calls.length }
}

/** Outside of quotes: what is sent over a local socket may say anything. */
const familiesIn = (line: string): string[] =>
  line
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .match(/\b(?:AF|PF)_[A-Z0-9_]+/g)
    ?.map((name) => name.replace(/^PF/, 'AF')) ?? []
