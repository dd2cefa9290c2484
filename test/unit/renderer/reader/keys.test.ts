// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useFind } from '../../../../renderer/reader/find/find'
import { useHover } from '../../../../renderer/reader/hover'
import { keyName, pageKey, windowKey } from '../../../../renderer/reader/keys'
import { type Surface, showSurface } from '../../../../renderer/reader/surface'
import { useView } from '../../../../renderer/reader/view'
import { useDocument } from '../../../../renderer/state/document'
import { useLens } from '../../../../renderer/state/lens'
import { documentOf } from './documents'

const key = (name: string, held: Partial<KeyboardEvent> = {}) => new KeyboardEvent('keydown', { key: name, ...held })

const surface = {
  page: () => 2,
  goToPage: vi.fn(),
  reveal: vi.fn(),
  firstInSight: () => source.sentences[1]!.start,
  scrollBy: vi.fn(),
  scrollTo: vi.fn(),
  focus: vi.fn(),
} satisfies Surface

const source = documentOf([['The pier was built.', 'It is long. Nobody knows.']])

beforeEach(() => {
  vi.clearAllMocks()
  showSurface(surface)
  useHover.setState({ cursor: undefined })
  useLens.getState().close()
  useDocument.setState({ source, alignment: { sentences: source.sentences } as never })
})

describe('keys', () => {
  it('are named by what is held', () => {
    expect(keyName(key('F', { ctrlKey: true }))).toBe('ctrl+f')
    expect(keyName(key('+', { ctrlKey: true, shiftKey: true }))).toBe('ctrl++')
    expect(keyName(key('C', { metaKey: true, shiftKey: true }))).toBe('ctrl+shift+c')
    expect(keyName(key('F3', { shiftKey: true }))).toBe('shift+f3')
  })

  it('turn pages and scroll', () => {
    expect(pageKey(key('n'))).toBe(true)
    expect(surface.goToPage).toHaveBeenCalledWith(3)
    pageKey(key('PageDown'))
    expect(surface.scrollBy).toHaveBeenCalledWith(0.9)
    pageKey(key('Home'))
    expect(surface.scrollTo).toHaveBeenCalledWith(0)
    expect(pageKey(key('x'))).toBe(false)
    // nothing to close: Esc is left to whoever stops the answer
    expect(pageKey(key('Escape'))).toBe(false)
    expect(pageKey(key('n', { ctrlKey: true }))).toBe(false)
  })

  it('walk through sentences and ask about one', () => {
    pageKey(key('s'))
    expect(useHover.getState().cursor).toBe(1)
    pageKey(key('ArrowDown'))
    pageKey(key('ArrowDown'))
    expect(useHover.getState().cursor).toBe(2)
    expect(surface.scrollBy).not.toHaveBeenCalled()
    pageKey(key('Enter'))
    expect(useLens.getState().askedUnit).toBe(2)
    pageKey(key('Escape'))
    expect(useHover.getState().cursor).toBeUndefined()
    pageKey(key('ArrowDown'))
    expect(surface.scrollBy).toHaveBeenCalled()
  })

  it('ask nothing before there are tokens', () => {
    useDocument.setState({ alignment: undefined })
    pageKey(key('s'))
    pageKey(key('Enter'))
    expect(useLens.getState().askedUnit).toBeUndefined()
  })

  it('zoom and find in the whole window', () => {
    useView.setState({ zoom: 'width', shownZoom: 1 })
    expect(windowKey(key('+', { ctrlKey: true }))).toBe(true)
    expect(useView.getState().zoom).toBe(1.1)
    windowKey(key('2', { ctrlKey: true }))
    expect(useView.getState().zoom).toBe('page')
    windowKey(key('f', { ctrlKey: true }))
    expect(useFind.getState().open).toBe(true)
    expect(windowKey(key('c', { ctrlKey: true, shiftKey: true }))).toBe(false)
  })
})
