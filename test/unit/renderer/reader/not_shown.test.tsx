// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { DocumentEntry } from '../../../../electron/shared/ipc/document_data'
import { Reader } from '../../../../renderer/reader/Reader'
import { useDocument } from '../../../../renderer/state/document'
import { useLibrary } from '../../../../renderer/state/library'

vi.mock('../../../../renderer/reader/PdfDocument', () => ({ PdfDocument: () => null }))
afterEach(cleanup)

it('a document that can’t be shown can be tried again and removed', async () => {
  const id = '00000000-0000-4000-8000-000000000001'
  const failure = { code: 'not-found', message: 'The stored file is missing.' }
  const call = vi.fn(async (name: string, _input?: unknown) =>
    name === 'library.open' ? { ok: false, failure } : { ok: true, value: undefined },
  )
  window.sparselens = { call: call as never, listen: () => () => {}, pathsOf: () => [] }
  useLibrary.setState({ documents: [{ id, file: 'pier.pdf', answers: 2 } as DocumentEntry] })
  await useDocument.getState().open(id)
  render(<Reader />)
  expect(screen.getByRole('alert').textContent).toContain('The stored file is missing.')

  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(call.mock.calls.filter(([name]) => name === 'library.open')).toHaveLength(2)
  await screen.findByRole('alert')

  fireEvent.click(screen.getByRole('button', { name: 'Remove it from the library…' }))
  expect(screen.getByText(/2 answers about it are deleted for good/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
  expect(call).toHaveBeenCalledWith('library.remove', { document: id })
  expect(useDocument.getState()).toMatchObject({ problem: undefined, failed: undefined })
})
