// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCommand } from '../../../../renderer/app/commands'
import { LibraryPane } from '../../../../renderer/library/LibraryPane'
import { useApp } from '../../../../renderer/state/app'
import { useChoice } from '../../../../renderer/state/choice'
import { useComparison } from '../../../../renderer/state/comparison'
import { useDocument } from '../../../../renderer/state/document'
import { useLibrary } from '../../../../renderer/state/library'
import { FakeMain } from '../harness/fake_main'
import { RECORDING } from '../made'
import { layOut } from '../sizes'

let main: FakeMain
beforeEach(() => {
  layOut()
  main = new FakeMain('light')
  window.sparselens = main.bridge
  for (const file of ['lease.pdf', 'offer.pdf', 'mail.eml']) main.addDocument(RECORDING, { file, title: undefined })
  main.addDocument(RECORDING, { file: 'lease.pdf and offer.pdf', title: undefined, kind: 'collection' })
  useLibrary.setState({ documents: main.documents })
})
afterEach(() => {
  cleanup()
  useChoice.getState().end()
  useComparison.getState().close()
  useDocument.setState({ entry: undefined })
})

it('two documents are compared by a command: the open one, and one that is chosen', async () => {
  render(
    <Tooltip.Provider>
      <LibraryPane />
    </Tooltip.Provider>,
  )
  const [lease, offer] = main.documents
  useDocument.setState({ entry: offer })
  act(() => runCommand('compare'))
  expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(1)
  await waitFor(() => expect(document.activeElement?.textContent).toContain('lease.pdf'))
  // as long as one is missing, nothing is compared
  act(() => runCommand('compare'))
  expect(useComparison.getState().versions).toBeUndefined()
  fireEvent.click(screen.getByRole('checkbox', { checked: false, name: /lease/ }))
  act(() => runCommand('compare'))
  const { before, after } = useComparison.getState().versions!
  expect([before, after].sort()).toEqual([lease!.id, offer!.id].sort())
  expect(screen.queryByRole('checkbox')).toBeNull()
})

it('nothing is compared with one document alone, and it is said', () => {
  useLibrary.setState({ documents: main.documents.slice(0, 1) })
  runCommand('compare')
  expect(useApp.getState().problems.at(-1)).toMatch(/^Two documents can be compared once both are in the library/)
  expect(useChoice.getState().chosen).toBeUndefined()
})

it('several documents are chosen in the list and asked together, collections are not among them', async () => {
  render(
    <Tooltip.Provider>
      <LibraryPane />
    </Tooltip.Provider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Choose several, to ask or compare them' }))
  expect(screen.getAllByRole('checkbox')).toHaveLength(3)
  const ask = () => screen.getByRole('button', { name: 'Ask together' }) as HTMLButtonElement
  expect(ask().disabled).toBe(true)
  const choose = (name: RegExp) => fireEvent.click(screen.getByRole('checkbox', { name }))
  choose(/offer/)
  choose(/lease/)
  choose(/mail/)
  choose(/mail/)
  screen.getByText('2 chosen')
  fireEvent.click(ask())
  const [lease, offer] = main.documents
  await waitFor(() =>
    expect(main.calls.find(({ name }) => name === 'library.collect')?.input).toEqual({
      documents: [offer!.id, lease!.id],
    }),
  )
  expect(screen.queryByRole('checkbox')).toBeNull()
})
