import { expect, it } from 'vitest'
import { greyFile, hasShadows } from '../../../../../electron/documents/recognition/page_picture'

it('a picture is grey by luminance, behind a head that says how large it is', () => {
  const rgba = Uint8ClampedArray.from([255, 255, 255, 255, 0, 0, 0, 255, 255, 0, 0, 255, 0, 255, 0, 255])
  const file = greyFile(rgba, 2, 2)
  const head = 'P5\n2 2\n255\n'
  expect(Buffer.from(file.subarray(0, head.length)).toString()).toBe(head)
  expect([...file.subarray(head.length)]).toEqual([255, 0, 76, 149])
})

/** Grey paper with black lines on it. */
const paper = (light: (x: number, y: number) => number) =>
  Uint8Array.from({ length: 240 * 240 }, (_, i) =>
    Math.floor(i / 240) % 8 === 0 ? 10 : light(i % 240, Math.floor(i / 240)),
  )

it('paper that is darker on one side has shadows; grey paper and a page full of print have none', () => {
  expect(
    hasShadows(
      paper((x) => 250 - x / 2),
      240,
    ),
  ).toBe(true)
  expect(
    hasShadows(
      paper(() => 120),
      240,
    ),
  ).toBe(false)
  expect(
    hasShadows(
      paper((x) => 250 - x / 12),
      240,
    ),
  ).toBe(false)
})
