import { expect, it } from 'vitest'
import { pageSize } from '../../../../../electron/documents/pictures/page_size'
import { pictureKind } from '../../../../../electron/documents/pictures/picture_kind'
import { unsupportedKind } from '../../../../../electron/documents/sniff'

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))

it.each([
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff\xe0..JFIF'],
  ['tiff', 'II*\0....'],
  ['tiff', 'MM\0*....'],
  ['tiff', 'II+\0....'],
  [undefined, 'II*  A list'],
  [undefined, 'GIF89a'],
  [undefined, '%PDF-1.7'],
])('knows %s by its first bytes', (kind, first) => {
  expect(pictureKind(bytes(first))).toBe(kind)
})

it('says what to do with other pictures', () => {
  expect(unsupportedKind(bytes('\0\0\0\x18ftypheic\0\0\0\0'))).toEqual({
    what: 'a HEIC photo',
    advice: 'save it as JPEG or PNG first',
  })
  expect(unsupportedKind(bytes('RIFF\0\0\0\0WEBPVP8 '))!.what).toBe('an image of another kind than PNG, JPEG and TIFF')
})

it('a scan is as large as its resolution says', () => {
  expect(pageSize({ width: 2480, height: 3508, density: 300 })).toEqual({ width: 2480 * 0.24, height: 3508 * 0.24 })
})

it('a photograph of a page is as large as it fits onto A4, upright or not', () => {
  for (const density of [undefined, 72, 96, 9999]) {
    expect(pageSize({ width: 3000, height: 4000, density }).width).toBeCloseTo(595, 6)
    expect(pageSize({ width: 4000, height: 3000, density }).height).toBeCloseTo(595, 6)
    expect(pageSize({ width: 1000, height: 8000, density }).height).toBeCloseTo(842, 6)
  }
})

it('a small picture is not blown up', () => {
  expect(pageSize({ width: 300, height: 200 })).toEqual({ width: 300, height: 200 })
})
