// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { AppSockets, ProcessSockets } from '../../../../../electron/shared/ipc/socket_data'
import { SentDialog } from '../../../../../renderer/app/sent/SentDialog'

let sockets: AppSockets
let asked: number

beforeEach(() => {
  vi.useFakeTimers()
  asked = 0
  window.sparselens = {
    call: async (name) => {
      expect(name).toBe('app.sockets')
      asked++
      return { ok: true, value: structuredClone(sockets) }
    },
    listen: () => () => {},
    pathsOf: () => [],
  }
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const one = (name: string, changes: Partial<ProcessSockets> = {}): ProcessSockets => ({
  pid: name.length,
  name,
  network: [],
  local: 0,
  idle: 0,
  isClosed: false,
  ...changes,
})
const look = () => act(() => vi.advanceTimersByTimeAsync(1000))
const rows = () => [...document.querySelectorAll('.sent-processes > div')].map((row) => row.textContent)

it('looks once a second, and says what each process has open', async () => {
  sockets = {
    platform: 'linux',
    processes: [one('SparseLens', { local: 3, idle: 1 }), one('Page', { isClosed: true })],
  }
  render(<SentDialog onClose={() => {}} />)
  await act(() => vi.advanceTimersByTimeAsync(0))
  expect(screen.getByText('Looked once: no connection to a network, and nothing that waits for one.')).toBeDefined()
  expect(rows()).toEqual([
    'SparseLens 10sockets: 3 within this computer, 1 connected to nothing',
    'Page 4its sandbox lets nobody look into it, the app neither',
  ])
  await look()
  await look()
  expect(screen.getByText(/^Looked 3 times: no connection/)).toBeDefined()
  cleanup()
  await look()
  expect(asked).toBe(3)
})

it('names a connection for as long as it is open, also when it is gone again', async () => {
  const network = [{ protocol: 'tcp', local: '10.0.0.2:5000', remote: '93.184.216.34:443' }]
  sockets = { platform: 'linux', processes: [one('Drawing', { network })] }
  render(<SentDialog onClose={() => {}} />)
  await act(() => vi.advanceTimersByTimeAsync(0))
  sockets = { platform: 'linux', processes: [one('Drawing')] }
  await look()
  const alert = screen.getByRole('alert').textContent
  expect(alert).toContain('Looked 2 times, and found what should not be there.')
  expect(alert).toContain('Drawing: tcp from 10.0.0.2:5000 to 93.184.216.34:443')
  expect(rows()).toEqual(['Drawing 7no sockets'])
})

it('says so where the system tells nothing, and how to look from outside', async () => {
  sockets = { platform: 'darwin' }
  vi.useRealTimers()
  render(<SentDialog onClose={() => {}} />)
  await screen.findByText(/doesn’t tell an app of its own sockets/)
  expect(screen.getByText('lsof -i -a -c SparseLens')).toBeDefined()
  expect(asked).toBe(1)
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
})
