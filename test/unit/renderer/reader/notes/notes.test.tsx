// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DocumentNote, ReadAs, SourceDocument } from '../../../../../electron/shared/document/types'
import type { DocumentEntry } from '../../../../../electron/shared/ipc/document_data'
import { DocumentNotes } from '../../../../../renderer/reader/notes/DocumentNotes'
import { PageNotes } from '../../../../../renderer/reader/notes/PageNotes'
import { Sureness, surenessAt } from '../../../../../renderer/reader/overlay/Sureness'
import { showSurface } from '../../../../../renderer/reader/surface'
import { useView } from '../../../../../renderer/reader/view'
import { useDocument } from '../../../../../renderer/state/document'
import { useLibrary } from '../../../../../renderer/state/library'
import { FakeMain } from '../../harness/fake_main'
import { RECORDING } from '../../made'
import { documentOf } from '../documents'

/** What must be told of how a document was read, on its pages and in the toolbar. */

const NOTES: DocumentNote[] = [
  { page: 1, kind: 'struck', text: 'Words struck out are marked.' },
  { page: 3, kind: 'hidden', text: '41 lines under a figure can’t be seen and were not read.' },
  { page: 3, kind: 'twice', text: 'A second copy of 2 lines was left out.' },
]

let main: FakeMain
beforeEach(() => {
  main = new FakeMain('light')
  window.sparselens = main.bridge
  useLibrary.setState({ imports: [], awaited: [] })
})
afterEach(cleanup)

function open(changes: Partial<SourceDocument> = {}, readAs?: ReadAs): SourceDocument {
  const source = { ...documentOf([['One.'], ['Two.'], ['Three.']]), notes: NOTES, readAs, ...changes }
  const entry: DocumentEntry = { ...main.addDocument(RECORDING), kind: source.kind, readAs }
  useDocument.setState({ entry, source })
  return source
}

const show = (what: React.ReactNode) => render(<Tooltip.Provider>{what}</Tooltip.Provider>)
const asked = () => main.calls.filter(({ name }) => name === 'library.reread').map(({ input }) => input)

async function openNotes(name: string): Promise<HTMLElement> {
  fireEvent.click(screen.getByRole('button', { name }))
  return screen.findByRole('dialog')
}

async function violations(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe('on a page', () => {
  it('a button says how many, and opens them', async () => {
    const source = open()
    show(<PageNotes source={source} page={3} />)
    const shown = await openNotes('Page 3: 2 notes on how this was read')
    expect([...shown.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
      NOTES[1]!.text,
      NOTES[2]!.text,
    ])
    expect(screen.getByLabelText('Read hidden text too')).toBeTruthy()
    expect(await violations()).toEqual([])
  })

  it('there is none where there is nothing to tell', () => {
    const { container } = show(<PageNotes source={open()} page={2} />)
    expect(container.textContent).toBe('')
  })

  it('a click doesn’t ask about the sentence below', () => {
    const source = open()
    const up = vi.fn()
    show(
      <div onPointerUp={up}>
        <PageNotes source={source} page={1} />
      </div>,
    )
    fireEvent.pointerUp(screen.getByRole('button'))
    expect(up).not.toHaveBeenCalled()
  })
})

describe('in the toolbar', () => {
  it('all are listed, with ways to their pages', async () => {
    const goToPage = vi.fn()
    const gone = showSurface({ goToPage } as never)
    show(<DocumentNotes source={open()} />)
    const shown = await openNotes('3 notes on how this was read')
    expect(shown.querySelectorAll('li')).toHaveLength(3)
    fireEvent.click(screen.getAllByRole('button', { name: 'p. 3' })[0]!)
    expect(goToPage).toHaveBeenCalledWith(3)
    expect(await violations()).toEqual([])
    gone()
  })

  it('hidden text is read too if one wants: what comes of it is awaited', async () => {
    show(<DocumentNotes source={open()} />)
    await openNotes('3 notes on how this was read')
    fireEvent.click(screen.getByLabelText('Read hidden text too'))
    await waitFor(() =>
      expect(asked()).toEqual([{ document: useDocument.getState().entry!.id, readAs: { hidden: true } }]),
    )
    await waitFor(() => expect(useLibrary.getState().awaited).toHaveLength(1))
  })

  it('what was read otherwise says so, and leads back', async () => {
    show(<DocumentNotes source={open({ notes: [] }, { hidden: true })} />)
    const shown = await openNotes('How this was read')
    expect(shown.textContent).toContain('Read with hidden text.')
    const box = screen.getByLabelText<HTMLInputElement>('Read hidden text too')
    expect(box.checked).toBe(true)
    fireEvent.click(box)
    await waitFor(() => expect(asked()).toMatchObject([{ readAs: { hidden: false } }]))
  })

  it('the encoding of a text can be chosen where it is uncertain', async () => {
    const notes: DocumentNote[] = [{ page: 1, kind: 'encoding', text: 'It was read as KOI8-R, which is a guess.' }]
    show(<DocumentNotes source={open({ kind: 'text', notes })} />)
    await openNotes('1 note on how this was read')
    const menu = screen.getByLabelText<HTMLSelectElement>('Encoding')
    expect(menu.value).toBe('')
    fireEvent.change(menu, { target: { value: 'windows-1251' } })
    await waitFor(() => expect(asked()).toMatchObject([{ readAs: { encoding: 'windows-1251' } }]))
    cleanup()
    show(<DocumentNotes source={open({ kind: 'text', notes }, { encoding: 'utf-32le' })} />)
    await openNotes('1 note on how this was read')
    expect(screen.getByLabelText<HTMLSelectElement>('Encoding').value).toBe('utf-32le')
  })

  it('nothing is offered that no note is about', async () => {
    show(<DocumentNotes source={open({ notes: [NOTES[0]!] })} />)
    await openNotes('1 note on how this was read')
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(screen.queryByLabelText('Encoding')).toBeNull()
    act(() => useDocument.setState({ entry: undefined }))
  })
})

describe('of recognized text', () => {
  const RECOGNIZED: DocumentNote[] = [{ page: 1, kind: 'recognized', text: 'The text was recognized in a picture.' }]
  const runs = [{ start: 0, end: 4, page: 1, box: { x: 1, y: 2, width: 30, height: 9 }, confidence: 61 }]

  it('how sure each word is can be drawn on the pages', async () => {
    useView.getState().restart()
    const source = open({ notes: RECOGNIZED, runs })
    const { container } = show(
      <>
        <DocumentNotes source={source} />
        <Sureness source={source} number={1} />
      </>,
    )
    expect(container.querySelector('.reader-sureness')).toBeNull()
    expect(surenessAt(source, 1, { x: 10, y: 5 })).toBeUndefined()
    await openNotes('1 note on how this was read')
    fireEvent.click(screen.getByLabelText(/^Show on the pages how sure/))
    const [word] = container.querySelectorAll<HTMLElement>('.reader-sureness')
    expect(word!.dataset).toMatchObject({ confidence: '61', uncertain: 'true' })
    expect(word!.style.left).toBe('1px')
    expect(surenessAt(source, 1, { x: 10, y: 5 })).toBe('Recognized as “One.”, 61% sure')
    expect(surenessAt(source, 1, { x: 300, y: 5 })).toBeUndefined()
    expect(await violations()).toEqual([])
  })

  it('it can be read again in another language, or left as a picture', async () => {
    main.languages = ['eng', 'deu']
    const source = open({ notes: RECOGNIZED, runs })
    show(<DocumentNotes source={source} />)
    await openNotes('1 note on how this was read')
    const menu = screen.getByLabelText('Text in pictures')
    await waitFor(() => expect(menu.querySelectorAll('option')).toHaveLength(4))
    fireEvent.change(menu, { target: { value: 'deu' } })
    fireEvent.change(menu, { target: { value: 'off' } })
    await waitFor(() =>
      expect(asked().map((one) => (one as { readAs: ReadAs }).readAs)).toEqual([{ ocr: 'deu' }, { ocr: 'off' }]),
    )
  })

  it('a document whose pictures were not read offers to', async () => {
    const entry = { ...main.addDocument(RECORDING), kind: 'pdf' as const, imagePages: [2] }
    const source = { ...documentOf([['One.'], []], [{}, { imageOnly: true }]) }
    useDocument.setState({ entry, source })
    show(<DocumentNotes source={source} />)
    await openNotes('How this was read')
    screen.getByLabelText('Text in pictures')
  })
})
