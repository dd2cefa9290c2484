// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { boxesOf } from '../../../../../electron/shared/document/boxes'
import { useFind } from '../../../../../renderer/reader/find/find'
import { labelAt } from '../../../../../renderer/reader/overlay/label_at'
import { PageOverlay } from '../../../../../renderer/reader/overlay/PageOverlay'
import { type Mark, useMarks } from '../../../../../renderer/state/marks'
import { documentOf } from '../documents'

const source = documentOf([['The pier was built in 1961.', 'It is 84 metres long.'], ['Nobody knows.']])
const words = [...source.text.matchAll(/\w+/g)]
const entered = words.map(
  ({ index, 0: word }, i): Mark => ({
    kind: 'entered',
    start: index,
    end: index + word.length,
    strength: 0.5,
    label: `“${word}” entered attention`,
    position: 100 + i,
  }),
)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] })
})
afterEach(() => {
  cleanup()
  useMarks.getState().setMarks([])
  useFind.getState().hide()
  vi.useRealTimers()
})

const settle = () => act(() => vi.advanceTimersByTime(500))

describe('marks over a page', () => {
  it('are boxes whose data says what they stand for', () => {
    useMarks.getState().setMarks(entered)
    const { container } = render(<PageOverlay source={source} number={1} />)
    settle()
    const boxes = [...container.querySelectorAll<HTMLElement>('.reader-mark')]
    expect(boxes.map(({ dataset }) => Number(dataset.position))).toEqual(words.slice(0, 11).map((_, i) => 100 + i))
    const { box } = boxesOf(source, entered[1]!.start, entered[1]!.end)[0]!
    expect(Number.parseFloat(boxes[1]!.style.left)).toBeCloseTo(box.x, 1)
    expect(Number.parseFloat(boxes[1]!.style.width)).toBeCloseTo(box.width, 1)
    expect(boxes[1]!.getAttribute('aria-label')).toBe('“pier” entered attention')
  })

  it('follow the lens, and leave found words alone', () => {
    useFind.getState().found([{ start: 4, end: 8 }], 0)
    useMarks.getState().setMarks(entered)
    const { container } = render(<PageOverlay source={source} number={1} />)
    settle()
    act(() => useMarks.getState().setMarks([]))
    settle()
    const kinds = [...container.querySelectorAll<HTMLElement>('.reader-mark')].map(({ dataset }) => dataset.kind)
    expect(kinds).toEqual(['found'])
  })

  it('become a picture where they are too many', () => {
    const fillRect = vi.fn()
    const context = { setTransform: vi.fn(), clearRect: vi.fn(), fillRect } as never
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context)
    const many = Array.from({ length: 6000 }, (): Mark => ({ ...entered[0]!, label: '' }))
    useMarks.getState().setMarks(many)
    const { container } = render(<PageOverlay source={source} number={1} />)
    settle()
    expect(fillRect).toHaveBeenCalledTimes(6000)
    expect(container.querySelectorAll('.reader-mark')).toHaveLength(0)
    expect(container.querySelector('canvas')?.getAttribute('aria-label')).toBe('6,000 marked places on this page')
  })

  it('say what they mean under the pointer', () => {
    useMarks.getState().setMarks(entered)
    const { box } = boxesOf(source, entered[1]!.start, entered[1]!.end)[0]!
    expect(labelAt(source, 1, { x: box.x + 5, y: box.y + 5 })).toBe('“pier” entered attention')
    expect(labelAt(source, 1, { x: 5, y: 5 })).toBeUndefined()
  })
})
