/**
 * Lines of a mail that go on in the next one (RFC 3676, "format=flowed"): they end in a blank. postal-mime joins them
 * without looking at how deep they are quoted, so that an answer became part of the quotation above it; it is kept from
 * that, and they are joined here.
 */

const CONTENT_TYPE = /^content-type:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim
/** As long as "format", so that nothing in the file moves. */
const HIDDEN_NAME = 'x-flow'
/** A mail inside of another one comes with the name that hid it from postal-mime. */
const FLOWED = /\b(?:format|x-flow)="?flowed/i
const SIGNATURE = '-- '

export interface Flowing {
  /** The mail, its lines left as they are. */
  data: Uint8Array
  isFlowed: boolean
  /** The blanks at ends of lines are there for folding only. */
  dropsBlanks: boolean
}

/** What a mail's heads say of its lines. */
export function flowingOf(data: Uint8Array): Flowing {
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1')
  if (!FLOWED.test(text)) return { data, isFlowed: false, dropsBlanks: false }
  let dropsBlanks = false
  const fixed = text.replace(CONTENT_TYPE, (head) => {
    if (!FLOWED.test(head)) return head
    dropsBlanks ||= /\bdelsp="?yes/i.test(head)
    return head.replace(/\bformat(?==)/i, HIDDEN_NAME)
  })
  return { data: Buffer.from(fixed, 'latin1'), isFlowed: true, dropsBlanks }
}

/** Lines that flow are joined where they are quoted equally deep; the blank that protects a line's first sign is dropped. */
export function unflowed(text: string, dropsBlanks: boolean): string {
  const lines: { depth: number; text: string }[] = []
  let flows = false
  for (const raw of text.split(/\r?\n/)) {
    const line = { depth: /^>*/.exec(raw)![0].length, text: raw.replace(/^>*/, '').replace(/^ /, '') }
    const last = lines.at(-1)
    if (flows && last?.depth === line.depth && line.text !== SIGNATURE)
      last.text = (dropsBlanks ? last.text.slice(0, -1) : last.text) + line.text
    else lines.push(line)
    flows = line.text.endsWith(' ') && line.text !== SIGNATURE
  }
  return lines.map(({ depth, text: words }) => (depth > 0 ? `${'>'.repeat(depth)} ${words}` : words)).join('\n')
}
