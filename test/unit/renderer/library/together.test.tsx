// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LibraryPane } from '../../../../renderer/library/LibraryPane'
import { useLibrary } from '../../../../renderer/state/library'
import { FakeMain } from '../harness/fake_main'
import { RECORDING } from '../made'

let main: FakeMain
beforeEach(() => {
  main = new FakeMain('light')
  window.sparselens = main.bridge
  for (const file of ['lease.pdf', 'offer.pdf', 'mail.eml']) main.addDocument(RECORDING, { file, title: undefined })
  main.addDocument(RECORDING, { file: 'lease.pdf and offer.pdf', title: undefined, kind: 'collection' })
  useLibrary.setState({ documents: main.documents })
})
afterEach(cleanup)

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
