// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MachineSettings } from '../../../../renderer/settings/MachineSettings'
import { useApp } from '../../../../renderer/state/app'
import { FakeMain } from '../harness/fake_main'

let main: FakeMain
const before = useApp.getState()
beforeEach(() => {
  useApp.setState(before, true)
  main = new FakeMain('light')
  window.sparselens = main.bridge
  useApp.setState({ settings: main.settings })
})
afterEach(cleanup)

const Shown = () => <MachineSettings settings={useApp((state) => state.settings)!} />
const asked = (name: string) => main.calls.filter((call) => call.name === name).map(({ input }) => input)
const button = (name: string | RegExp) => screen.getByRole('button', { name, hidden: true })

it('machines are used only after what goes there was agreed to', async () => {
  render(<Shown />)
  expect(button('Use these machines…')).toHaveProperty('disabled', true)
  fireEvent.change(screen.getByLabelText('Machines'), { target: { value: '10.0.0.2:50052' } })
  fireEvent.click(button('Use these machines…'))
  await screen.findByText('Compute on 10.0.0.2:50052?')
  screen.getByText(/neither encryption nor login.*ssh -N -L 50052:127\.0\.0\.1:50052 USER@10\.0\.0\.2/)
  screen.getByText(/are not summarized by themselves/)
  fireEvent.click(button('Send nothing'))
  expect(asked('machines.use')).toEqual([])
  fireEvent.click(button('Use these machines…'))
  await screen.findByText('Compute on 10.0.0.2:50052?')
  fireEvent.click(button('I agree'))
  await waitFor(() => expect(asked('machines.use')).toEqual([{ servers: ['10.0.0.2:50052'] }]))
  await screen.findByTitle(/another machine: 10\.0\.0\.2:50052/)
  fireEvent.click(button('Compute on this computer alone'))
  await screen.findByLabelText('Machines')
  expect(asked('machines.leave')).toHaveLength(1)
})
