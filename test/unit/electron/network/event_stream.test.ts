import { describe, expect, it } from 'vitest'
import { EventStream } from '../../../../electron/network/event_stream'

/** All events of a stream that comes in pieces of `size` bytes, and what its long string was. */
function read(text: string, size: number) {
  let long = ''
  let ends = 0
  const stream = new EventStream(
    { name: 'rows', onBytes: (bytes) => (long += bytes.toString()), onEnd: () => ends++ },
    'host',
  )
  const bytes = Buffer.from(text)
  const events: string[] = []
  for (let at = 0; at < bytes.length; at += size) events.push(...stream.push(bytes.subarray(at, at + size)))
  return { events, long, ends, isWhole: stream.isWhole }
}

const SIZES = [1, 2, 3, 7, 64, 4096]

describe('events', () => {
  it.each(SIZES)('gives the data of each, whatever pieces of %i bytes cut', (size) => {
    const { events, isWhole } = read('data: {"text":"Grüße"}\n\n: a comment\ndata: [DONE]\r\n\r\n', size)
    expect(events).toEqual(['{"text":"Grüße"}', '[DONE]'])
    expect(isWhole).toBe(true)
  })

  it.each(SIZES)('takes the long string out as it comes, in pieces of %i bytes', (size) => {
    const { events, long, ends } = read(
      'data: {"a":1}\n\ndata: {"meta":{"rows": "QUJD+/8=","b":2}}\n\ndata: x\n\n',
      size,
    )
    expect(events).toEqual(['{"a":1}', '{"meta":{"rows": "","b":2}}', 'x'])
    expect(long).toBe('QUJD+/8=')
    expect(ends).toBe(1)
  })

  it.each(SIZES)('knows its name in an answer’s text from the field, in pieces of %i bytes', (size) => {
    const text = JSON.stringify({ text: 'say "rows":"no" twice, "rows"', rows: null, meta: { rows: 'QQ==' } })
    const { events, long } = read(`data: ${text}\n\n`, size)
    expect(JSON.parse(events[0]!)).toEqual({ text: 'say "rows":"no" twice, "rows"', rows: null, meta: { rows: '' } })
    expect(long).toBe('QQ==')
  })

  it('says that an event without its end isn’t whole', () => {
    expect(read('data: {"a":1}\n\ndata: {"b"', 5)).toMatchObject({ events: ['{"a":1}'], isWhole: false })
    expect(read('data: {"rows":"QUJ', 5).isWhole).toBe(false)
  })

  it('holds no more than an event may have', () => {
    const stream = new EventStream({ name: 'rows', onBytes: () => {}, onEnd: () => {} }, 'box:1')
    const flood = () => {
      for (let i = 0; i < 40; i++) stream.push(Buffer.alloc(1 << 20, 0x61))
    }
    expect(flood).toThrow('box:1 answers what can’t be understood: an event without an end.'.replace('’', "'"))
  })
})
