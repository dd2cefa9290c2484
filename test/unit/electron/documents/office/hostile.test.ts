import { describe, expect, it } from 'vitest'
import { Guard, type Limits } from '../../../../../electron/documents/packed/guard'
import { readPacked } from '../../../../../electron/documents/read_packed'
import { failure } from '../help'
import { officeFiles, readZip, zipOf } from './zipped'

const WORD = officeFiles('word/document.xml', 'vnd.openxmlformats-officedocument.wordprocessingml.document')
const body = (content: string) => `<w:document><w:body>${content}</w:body></w:document>`
const word = (content: string) => ({ ...WORD, 'word/document.xml': content })
const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

const refusal = (files: Record<string, string>, limits: Partial<Limits>) =>
  failure(readZip(files, { file: 'made.docx', limits }))

describe('a file that would be too much', () => {
  it.each<[name: string, files: Record<string, string>, limits: Partial<Limits>, words: string]>([
    ['a bomb', word(body(p('a'.repeat(3 << 20)))), { bytes: 2 << 20 }, 'unpacks to more than 2 MB'],
    [
      'a bomb that is small enough',
      word(body(p('a'.repeat(1 << 20)))),
      { bytesOfAnyRatio: 1 << 16, ratio: 100 },
      'grows more than 100 times',
    ],
    [
      'many files',
      { ...word(body('')), ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}`, ''])) },
      { entries: 10 },
      'more than 10 files',
    ],
    ['deep nesting', word(body('<w:p>'.repeat(600) + '</w:p>'.repeat(600))), {}, 'is nested more than 500 times'],
    ['nesting without an end', word(body('<w:sdt>'.repeat(100_000))), {}, 'is nested more than 500 times'],
    [
      'a huge paragraph',
      word(body(`<w:p>${'<w:r/>'.repeat(2000)}</w:p>`)),
      { elements: 1000 },
      'more than 1,000 elements',
    ],
    [
      'much text',
      word(body(p('abc. '.repeat(50)).repeat(10))),
      { characters: 1000 },
      'more than 1,000 characters of text',
    ],
    ['much work', word(body(p('a'))), { milliseconds: -1 }, 'takes longer than'],
  ])('is refused: %s', async (_, files, limits, words) => {
    const error = await refusal(files, limits)
    expect(error.code).toBe('unsupported')
    expect(error.message).toContain(words)
    expect(error.message).toMatch(/^"made.docx" [^\n]+: [^\n]+\.$/)
  })

  it('is read to its end where it is just not too much', async () => {
    const document = await readZip(word(body(p('abc.').repeat(1000))), { limits: { characters: 4000, elements: 3 } })
    expect(document.text.length).toBe(4000 + 2 * 999)
  })
})

describe('a file that was made to do harm', () => {
  it('has no entities of its own', async () => {
    const bomb = `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>${body(p('&b;&c;'))}`
    expect((await refusal(word(bomb), {})).message).toContain('defines entities of its own')
    expect((await readZip(word(body(p('&b;&amp;&#33;'))))).text).toBe('&b;&!')
  })

  it('is damaged where its directory lies', async () => {
    const whole = await zipOf(word(body(p('a'.repeat(5000)))))
    const read = (data: Uint8Array) => failure(readPacked(data, new Guard('made.docx'), {}))
    expect((await read(whole.subarray(0, whole.length - 30))).code).toBe('damaged')
    expect((await read(Buffer.concat([whole.subarray(0, 60), whole.subarray(80)]))).code).toBe('damaged')
    expect((await read(Buffer.from('PK\x03\x04 and nothing more'))).message).toContain('is damaged')
  })

  it('may say that it is huge: what it unpacks to counts', async () => {
    const zip = await zipOf(word(body(p('Small.'))))
    const at = zip.lastIndexOf('word/document.xml') - 46
    zip.writeUInt32LE(0xfffffff0, at + 24)
    expect((await readPacked(zip, new Guard('made.docx'), {})).text).toBe('Small.')
  })

  it('refers to itself', async () => {
    const styles =
      '<w:styles><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    const rels = '<Relationships><Relationship Id="s" Type="a/styles" Target="styles.xml"/></Relationships>'
    const document = await readZip({
      ...word(body(`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Round.</w:t></w:r></w:p>`)),
      'word/styles.xml': styles,
      'word/_rels/document.xml.rels': rels,
    })
    expect(document.text).toBe('Round.')
  })
})

it('names archives that hold no document', async () => {
  expect((await failure(readZip({ 'a.txt': 'a' }))).message).toContain('is a ZIP archive')
  expect((await failure(readZip({ 'Index/Document.iwa': 'a' }))).message).toContain('of Pages, Numbers or Keynote')
})
