// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LibraryPane } from '../../../../renderer/library/LibraryPane'
import { useLibrary } from '../../../../renderer/state/library'
import { FakeMain } from '../harness/fake_main'
import { RECORDING } from '../made'
import { layOut, PANE, ROW } from '../sizes'

const DOCUMENTS = 2000

let main: FakeMain
beforeEach(() => {
  layOut()
  main = new FakeMain('light')
  window.sparselens = main.bridge
  for (let i = 0; i < DOCUMENTS; i++) main.addDocument(RECORDING, { file: `minutes ${i}.pdf`, title: undefined })
  useLibrary.setState({ documents: main.documents })
  render(
    <Tooltip.Provider>
      <LibraryPane />
    </Tooltip.Provider>,
  )
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const rows = () => screen.getAllByRole('listitem')
const places = () => rows().map((row) => Number(row.getAttribute('aria-posinset')))
const list = () => document.querySelector<HTMLElement>('.library-list')!
const focused = () => document.activeElement?.querySelector('.library-title')?.textContent
const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key })

function scrollTo(top: number): void {
  list().scrollTop = top
  fireEvent.scroll(list())
}

it('of two thousand documents those in sight are drawn, each knows its place among all', () => {
  expect(rows().length).toBeLessThan(PANE / ROW + 20)
  expect(places().slice(0, 3)).toEqual([1, 2, 3])
  expect(rows()[0]!.getAttribute('aria-setsize')).toBe(String(DOCUMENTS))
  scrollTo(50_000)
  // the first one stays: the search leads to it
  expect(places()[0]).toBe(1)
  expect(places()[1]).toBeGreaterThan(900)
  expect(rows().length).toBeLessThan(PANE / ROW + 30)
})

it('keys go from one to the next, to the ends and back to the search', async () => {
  const search = screen.getByRole('searchbox')
  search.focus()
  press('ArrowDown')
  expect(focused()).toBe('minutes 0.pdf')
  press('ArrowDown')
  expect(focused()).toBe('minutes 1.pdf')
  press('End')
  await waitFor(() => expect(focused()).toBe('minutes 1999.pdf'))
  press('ArrowDown')
  expect(focused()).toBe('minutes 1999.pdf')
  press('ArrowUp')
  await waitFor(() => expect(focused()).toBe('minutes 1998.pdf'))
  press('Home')
  expect(focused()).toBe('minutes 0.pdf')
  press('ArrowUp')
  expect(document.activeElement).toBe(search)
})

it('the row that has the focus keeps it as long as it has it, wherever the list is scrolled', () => {
  screen.getByRole('searchbox').focus()
  press('ArrowDown')
  press('ArrowDown')
  scrollTo(50_000)
  expect(places()).toContain(2)
  expect(focused()).toBe('minutes 1.pdf')
  act(() => screen.getByRole('searchbox').focus())
  expect(places()).not.toContain(2)
})

it('Enter in the search opens the first that it found', async () => {
  const search = screen.getByRole('searchbox')
  fireEvent.change(search, { target: { value: 'minutes 1234' } })
  expect(rows()).toHaveLength(1)
  fireEvent.keyDown(search, { key: 'Enter' })
  await waitFor(() =>
    expect(main.calls.find(({ name }) => name === 'library.open')?.input).toEqual({
      document: main.documents[1234]!.id,
    }),
  )
})
