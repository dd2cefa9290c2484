// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { App } from '../../../../renderer/app/App'
import { followEvents } from '../../../../renderer/app/events'
import { useComparison } from '../../../../renderer/state/comparison'
import { useDocument } from '../../../../renderer/state/document'
import { useLibrary } from '../../../../renderer/state/library'
import { FakeMain } from '../harness/fake_main'
import { recordingOf, VERSIONS } from '../harness/made_versions'
import { layOut } from '../sizes'

vi.mock('../../../../renderer/reader/Reader', () => ({ Reader: () => <p>reader</p> }))
vi.mock('../../../../renderer/lens/Lens', () => ({ Lens: () => null }))

const fresh = [useComparison, useDocument, useLibrary].map((store) => [store, store.getState()] as const)
let main: FakeMain
beforeEach(() => {
  layOut()
  for (const [store, state] of fresh) (store.setState as (state: unknown, replace: true) => void)(state, true)
  main = new FakeMain('light')
  window.sparselens = main.bridge
})
afterEach(cleanup)

const withVersions = () =>
  [VERSIONS.after, VERSIONS.before].map((version, i) =>
    main.addDocument(version, { file: version.source.file, title: undefined, addedAt: 100 - i }),
  )

/** Chooses both documents in the library and compares them. */
async function compare(): Promise<void> {
  followEvents()
  render(<App />)
  fireEvent.click(await screen.findByRole('button', { name: 'Choose several, to ask or compare them' }))
  for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box)
  fireEvent.click(screen.getByRole('button', { name: 'Compare' }))
}

const rows = () =>
  [...document.querySelectorAll('.compare-row')].map((row) =>
    ['.is-before', '.compare-kind', '.is-after'].map((part) => row.querySelector(part)?.textContent ?? '').join('|'),
  )

it('shows the older version left, the newer right, and what changed between them in words', async () => {
  const [after, before] = withVersions()
  await compare()
  await screen.findByText('2 sentences changed, 2 added, 2 removed, 1 moved')
  expect(main.calls.find(({ name }) => name === 'library.compare')!.input).toEqual({
    before: before!.id,
    after: after!.id,
  })
  expect(rows()).toContain('Dogs are allowed in the yard.|removed|')
  expect(rows()).toContain('|added|The club pays for the heating.')
  expect(rows()).toContain('Keys are kept by the harbour office.|moved|Keys are kept by the harbour office.')
  expect([...document.querySelectorAll('.is-changed del')].map((one) => one.textContent)).toContain('three')
  expect([...document.querySelectorAll('.is-changed ins')].map((one) => one.textContent)).toContain('six')
})

it('goes from change to change by F7, and back to the document by Escape', async () => {
  withVersions()
  await compare()
  await screen.findByText(/changed/, { selector: '.compare-counts' })
  const pane = screen.getByLabelText('Two versions compared')
  const all = [...document.querySelectorAll('[data-change]')]
  fireEvent.keyDown(pane, { key: 'F7' })
  expect(document.activeElement).toBe(all[0])
  fireEvent.keyDown(document.activeElement!, { key: 'F7' })
  expect(document.activeElement).toBe(all[1])
  fireEvent.keyDown(document.activeElement!, { key: 'F7', shiftKey: true })
  fireEvent.keyDown(document.activeElement!, { key: 'F7', shiftKey: true })
  expect(document.activeElement).toBe(all.at(-1))
  fireEvent.keyDown(pane, { key: 'Escape' })
  await waitFor(() => expect(screen.queryByLabelText('Two versions compared')).toBeNull())
})

it('asks both the same, and shows what each answers beside the other', async () => {
  const [after, before] = withVersions()
  await compare()
  const field = await screen.findByLabelText('Question to both versions')
  fireEvent.change(field, { target: { value: 'How much is the rent?' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  const request = { kind: 'question', question: 'How much is the rent?' }
  await waitFor(() =>
    expect(main.calls.filter(({ name }) => name === 'answers.ask').map(({ input }) => input)).toEqual([
      { document: before!.id, request },
      { document: after!.id, request },
    ]),
  )
  await act(async () => {
    for (const [document, version] of [[before!, VERSIONS.before] as const, [after!, VERSIONS.after] as const]) {
      main.change(main.addDone(document, { ...version.answers[0]!, request } as never), {})
    }
  })
  expect(screen.getByLabelText(/^Before: answer/).textContent).toContain('240 euros a month.')
  expect(screen.getByLabelText(/^After: answer/).textContent).toContain('260 euros a month, paid in advance.')
})

it('says that both say the same, and why two can not be compared', async () => {
  for (const file of ['a.txt', 'b.txt']) main.addDocument(recordingOf(VERSIONS.before.source.text, file), { file })
  main.failures.set('library.compare', 'One of these is gone: choose others.')
  await compare()
  await screen.findByText('One of these is gone: choose others.')
  main.failures.clear()
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByText('Both say the same')
})
