// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { addFiles } from '../../../../renderer/actions/opening'
import { ScanLanguages } from '../../../../renderer/settings/ScanLanguages'
import { useApp } from '../../../../renderer/state/app'
import { FakeMain } from '../harness/fake_main'

let main: FakeMain
let chosen: string[]
beforeEach(() => {
  main = new FakeMain('light')
  main.languages = ['eng', 'deu']
  window.sparselens = main.bridge
  chosen = []
})
afterEach(cleanup)

async function show(value: string): Promise<void> {
  render(<ScanLanguages value={value} onChange={(languages) => chosen.push(languages)} />)
  await screen.findByLabelText('German')
}

it('languages are chosen one by one, in the order in which they were', async () => {
  await show('eng')
  expect(screen.getByLabelText<HTMLInputElement>('English').checked).toBe(true)
  fireEvent.click(screen.getByLabelText('German'))
  expect(chosen).toEqual(['eng+deu'])
})

it('without any, nothing is recognized', async () => {
  await show('eng')
  fireEvent.click(screen.getByLabelText('English'))
  expect(chosen).toEqual(['off'])
})

it('none is chosen while recognition is off; one whose data is gone can still be left out', async () => {
  await show('off')
  expect(screen.getAllByRole<HTMLInputElement>('checkbox').some(({ checked }) => checked)).toBe(false)
  cleanup()
  await show('fra+eng')
  fireEvent.click(screen.getByLabelText('French'))
  expect(chosen).toEqual(['eng'])
})

it('a dropped file of language data is added, and the settings are shown', async () => {
  useApp.setState({ settings: main.settings, dialog: undefined })
  await addFiles([new File(['x'], 'deu.traineddata'), new File(['x'], 'scan.pdf')])
  const asked = (name: string) => main.calls.filter((call) => call.name === name).map(({ input }) => input)
  expect(asked('library.addLanguages')).toEqual([{ paths: ['/files/deu.traineddata'] }])
  expect(asked('library.add')).toEqual([{ paths: ['/files/scan.pdf'] }])
  await waitFor(() => expect(useApp.getState().dialog).toBe('settings'))
})
