// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DocumentEntry } from '../../../../electron/shared/ipc/document_data'
import { Storage } from '../../../../renderer/settings/Storage'
import { useLibrary } from '../../../../renderer/state/library'
import { FakeMain } from '../harness/fake_main'

let main: FakeMain
beforeEach(() => {
  main = new FakeMain('light')
  window.sparselens = main.bridge
  const entry = { id: 'a', title: 'Lease' } as DocumentEntry
  useLibrary.setState({ documents: [entry] })
})
afterEach(cleanup)

const asked = (name: string) => main.calls.filter((call) => call.name === name)

it('says where what lies, and how much of it', async () => {
  render(<Storage />)
  expect((await screen.findByText('/home/ada/.config/SparseLens/kv-cache')).closest('div')!.textContent).toMatch(
    /^What was read \(KV caches\)1\.\d+ G/,
  )
})

it('removes all documents once that was confirmed', async () => {
  render(<Storage />)
  fireEvent.click(screen.getByText('Remove all documents…'))
  fireEvent.click(await screen.findByText('Keep it'))
  expect(asked('library.removeAll')).toEqual([])
  fireEvent.click(screen.getByText('Remove all documents…'))
  fireEvent.click(await screen.findByText('Remove all'))
  await waitFor(() => expect(asked('library.removeAll')).toHaveLength(1))
})

it('has nothing to remove in an empty library', () => {
  useLibrary.setState({ documents: [] })
  render(<Storage />)
  expect(screen.getByText<HTMLButtonElement>('Remove all documents…').disabled).toBe(true)
})
