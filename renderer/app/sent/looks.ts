import { useEffect, useState } from 'react'
import type { AppSockets, ProcessSockets } from '../../../electron/shared/ipc/socket_data'
import { ask } from '../../ipc/client'

/** Milliseconds between two looks. */
const PAUSE = 1000

export interface Looks {
  last?: AppSockets
  count: number
  /** A line for every connection that any look has found. */
  found: string[]
  problem?: string
}

/** Looks again and again for as long as somebody watches. */
export function useLooks(): Looks {
  const [looks, setLooks] = useState<Looks>({ count: 0, found: [] })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    const look = async () => {
      try {
        const last = await ask('app.sockets')
        if (gone) return
        setLooks((before) => after(before, last))
        if (last.processes) timer = setTimeout(look, PAUSE)
      } catch (error) {
        if (!gone) setLooks((before) => ({ ...before, problem: (error as Error).message }))
      }
    }
    void look()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [])
  return looks
}

function after({ count, found }: Looks, last: AppSockets): Looks {
  const lines = (last.processes ?? []).flatMap(networkLines)
  return { last, count: count + 1, found: [...new Set([...found, ...lines])] }
}

/** "Drawing: tcp from 10.0.0.2:50000 to 93.184.216.34:443" */
const networkLines = ({ name, network }: ProcessSockets): string[] =>
  network.map(({ protocol, local, remote }) =>
    remote === undefined ? `${name}: ${protocol}, open at ${local}` : `${name}: ${protocol} from ${local} to ${remote}`,
  )

/** What one process has open, in words. */
export function socketWords({ network, local, idle, isClosed }: ProcessSockets): string {
  if (isClosed) return 'its sandbox lets nobody look into it, the app neither'
  const all: [count: number, what: string][] = [
    [network.length, 'to a network'],
    [local, 'within this computer'],
    [idle, 'connected to nothing'],
  ]
  const open = all.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return open.length === 0 ? 'no sockets' : `sockets: ${open.join(', ')}`
}
