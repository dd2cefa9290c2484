import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { answered } from '../../../../../electron/documents/pdf/answered'

/** A rejection that nobody handles, from the code of a file. */
function rejectedIn(file: string): Error {
  const error = new RangeError('Maximum call stack size exceeded')
  error.stack = `${error}\n    at postMessage (file:///app/node_modules/pdfjs-dist/legacy/build/${file}:25:1)`
  return error
}

const never = new Promise<never>(() => {})

/** What Node does with such a rejection. */
const unhandled = (reason: Error) => process.emit('unhandledRejection', reason, never)

// vitest's own would fail the test
let set: NodeJS.UnhandledRejectionListener[]
const ends = vi.fn()
beforeEach(() => {
  set = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', ends.mockClear())
})
afterEach(() => {
  process.removeAllListeners('unhandledRejection')
  for (const one of set) process.on('unhandledRejection', one)
})

it('an answer that pdf.js loses is an error for who asked, and ends nothing', async () => {
  const asked = answered(never)
  const lost = rejectedIn('pdf.min.mjs')
  unhandled(lost)
  await expect(asked).rejects.toBe(lost)
  expect(ends).not.toHaveBeenCalled()
})

it("others' rejections go where they went before, then and afterwards", async () => {
  let answer = (_: number) => {}
  const asked = answered(
    new Promise<number>((resolve) => {
      answer = resolve
    }),
  )
  unhandled(rejectedIn('other.mjs'))
  expect(ends).toHaveBeenCalledTimes(1)
  answer(7)
  await expect(asked).resolves.toBe(7)
  unhandled(rejectedIn('pdf.min.mjs'))
  expect(ends).toHaveBeenCalledTimes(2)
})
