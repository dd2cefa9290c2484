// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RemoteBadge } from '../../../../renderer/design/RemoteBadge'
import { EndpointSettings } from '../../../../renderer/settings/EndpointSettings'
import { useApp } from '../../../../renderer/state/app'
import { remoteWords } from '../../../../renderer/words/remote_words'
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

const Shown = () => <EndpointSettings settings={useApp((state) => state.settings)!} />
const asked = (name: string) => main.calls.filter((call) => call.name === name).map(({ input }) => input)
const button = (name: string | RegExp) => screen.getByRole('button', { name, hidden: true })

describe('a server in the settings', () => {
  it('is used only after what leaves this computer was agreed to', async () => {
    render(<Shown />)
    expect(button('Use this server…')).toHaveProperty('disabled', true)
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: ' http://box:8000 ' } })
    fireEvent.change(screen.getByLabelText('Key'), { target: { value: 'secret' } })
    fireEvent.click(button('Use this server…'))
    await screen.findByText('Send documents to box:8000?')
    screen.getByText(/the whole text of each document that you ask about/)
    screen.getByText(/The connection is not encrypted/)
    screen.getByText(/are not summarized by themselves/)
    expect(asked('endpoint.use')).toEqual([])
    fireEvent.click(button('Send nothing'))
    expect(screen.queryByText('Send documents to box:8000?')).toBeNull()
    expect(asked('endpoint.use')).toEqual([])
    fireEvent.click(button('Use this server…'))
    await screen.findByText('Send documents to box:8000?')
    fireEvent.click(button('I agree'))
    await waitFor(() =>
      expect(asked('endpoint.use')).toEqual([{ endpoint: { address: 'http://box:8000' }, key: 'secret' }]),
    )
    await screen.findByText('http://box:8000')
    fireEvent.click(button('Use the model on this computer'))
    await screen.findByLabelText('Address')
    expect(asked('endpoint.leave')).toHaveLength(1)
  })
})

describe('an answer from another machine', () => {
  const remote = { host: 'box:8000', server: 'vLLM', isPrivate: true, sentTokens: 1200, receivedTokens: 1 } as const

  it('is marked in words', () => {
    render(<RemoteBadge host="box:8000" />)
    expect(screen.getByTitle(/another machine/).textContent).toBe('remote box:8000')
  })

  it('says where it came from, and why it has no lens', () => {
    expect(remoteWords(remote)).toBe(
      'vLLM at box:8000: 1,200 tokens went there, 1 token came back. The server tells which tokens entered attention, and no scores: evidence is ranked by how much more often a sentence entered than its distance and the rest of the prompt explain.',
    )
    expect(remoteWords({ ...remote, keptTokens: 900, noLens: 'There is none.' })).toBe(
      'vLLM at box:8000: 1,200 tokens (900 tokens of them it had kept) went there, 1 token came back. There is none.',
    )
  })
})
