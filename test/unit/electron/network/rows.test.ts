import { describe, expect, it } from 'vitest'
import { Base64Bytes } from '../../../../electron/network/base64_bytes'
import { RowsReader } from '../../../../electron/network/rows_reader'
import { bytesOfToken } from '../../../../electron/network/token_bytes'
import { madeRows } from '../../../fixtures/endpoint/engine'
import { npyBase64 } from '../../../fixtures/endpoint/server'

function decoded(text: string, size: number) {
  const found: Buffer[] = []
  const base64 = new Base64Bytes((bytes) => found.push(bytes))
  let isGood = true
  for (let at = 0; at < text.length; at += size) isGood = base64.push(Buffer.from(text.slice(at, at + size))) && isGood
  return { isGood: isGood && base64.end(), bytes: Buffer.concat(found) }
}

describe('base64', () => {
  const bytes = Buffer.from(Array.from({ length: 100 }, (_, i) => (i * 37) % 256))
  it.each([1, 3, 4, 5, 1000])('is decoded in pieces of %i characters', (size) => {
    expect(decoded(bytes.toString('base64'), size)).toEqual({ isGood: true, bytes })
    expect(decoded(bytes.toString('base64').replaceAll('/', '\\/'), size)).toEqual({ isGood: true, bytes })
  })

  it.each(['QUJ', 'QU#D', 'QQ==QQ==', '====', 'Q=JD'])('is refused as %s', (text) => {
    expect(decoded(text, 100).isGood).toBe(false)
  })
})

function rowsOf(encoded: string, form: 'raw' | 'npy', { most = 1000, size = 1000, sequence = 41 } = {}) {
  const rows: number[][] = []
  let shape = {}
  const reader = new RowsReader('rows', form, most, (positions, of) => {
    rows.push([...positions])
    shape = of
  })
  for (let at = 0; at < encoded.length; at += size) reader.onBytes(Buffer.from(encoded.slice(at, at + size)))
  reader.onEnd()
  return { rows, shape, fault: reader.faultOf(sequence) }
}

const raw = (rows: Int32Array) => Buffer.from(rows.buffer).toString('base64')

describe('rows', () => {
  const made = madeRows(40, 3, 8)
  const inRows = Array.from({ length: 40 }, (_, i) => [...made.subarray(24 * i, 24 * (i + 1))])

  it.each([17, 100, 100_000])('of SGLang have no shape but what they show, in pieces of %i characters', (size) => {
    expect(rowsOf(raw(made), 'raw', { size })).toEqual({
      rows: inRows,
      shape: { layers: 3, topK: 8 },
      fault: undefined,
    })
  })

  it.each([17, 100, 100_000])('of vLLM are a numpy file, in pieces of %i characters', (size) => {
    const found = rowsOf(npyBase64(made, 3, 8), 'npy', { size })
    expect(found).toEqual({ rows: inRows, shape: { layers: 3, topK: 8 }, fault: undefined })
  })

  it('of one layer, and of two positions each, show their shape', () => {
    expect(rowsOf(raw(madeRows(40, 1, 8)), 'raw').shape).toEqual({ layers: 1, topK: 8 })
    expect(rowsOf(raw(madeRows(40, 61, 4)), 'raw').shape).toEqual({ layers: 61, topK: 4 })
  })

  it('that can’t be right are no rows, and why is told', () => {
    const none = { rows: [], shape: {} }
    const zero = new Int32Array(960)
    expect(rowsOf(raw(zero), 'raw')).toMatchObject({
      ...none,
      fault: expect.stringContaining("doesn't see itself alone"),
    })
    expect(rowsOf('QUJ#', 'raw')).toMatchObject({ ...none, fault: "it isn't base64" })
    expect(rowsOf(raw(made).slice(0, -8), 'raw').fault).toBe('its last row is cut off')
    expect(rowsOf(raw(made), 'raw', { most: 39 }).fault).toBe('it has more rows than the 39 of prompt and answer')
    expect(rowsOf(raw(made), 'raw', { sequence: 50 }).fault).toBe('it holds the rows of 40 tokens, and 49 were read')
    expect(rowsOf(raw(made), 'npy').fault).toBe("it isn't in numpy's form")
    expect(rowsOf(npyBase64(made, 3, 8).slice(0, -24), 'npy').fault).toMatch(/cut off|announces/)
  })

  it('of numpy in another form are told apart', () => {
    const file = Buffer.from(npyBase64(made, 3, 8), 'base64')
    const changed = (from: string, to: string) =>
      Buffer.from(file.toString('latin1').replace(from, to), 'latin1').toString('base64')
    expect(rowsOf(changed("'<i4'", "'<f4'"), 'npy').fault).toBe('its numbers are no int32')
    expect(rowsOf(changed('False', 'True '), 'npy').fault).toBe('its numbers are in another order')
    expect(rowsOf(changed('(40, 3, 8)', '(40, 24)  '), 'npy').fault).toBe(
      'it has another shape than tokens, layers and positions',
    )
    expect(rowsOf(changed('(40, 3, 8)', '(9, 9999999, 999999)'), 'npy').fault).toBe(
      'its rows are longer than any model has',
    )
  })

  it('that never came are no fault', () => {
    expect(new RowsReader('rows', 'raw', 10, () => {}).faultOf(5)).toBeUndefined()
  })
})

it('reads what vocabularies write for bytes', () => {
  expect(bytesOfToken('Ġdocument')).toEqual(Buffer.from(' document'))
  expect(bytesOfToken('Ã¼')).toEqual(Buffer.from('ü'))
  expect(bytesOfToken('Ċ')).toEqual(Buffer.from('\n'))
  expect(bytesOfToken('<0x0A>')).toEqual(Buffer.from('\n'))
  expect(bytesOfToken('▁word')).toEqual(Buffer.from(' word'))
  expect(bytesOfToken('<｜User｜>')).toEqual(Buffer.from('<｜User｜>'))
})
