import { expect, it } from 'vitest'
import { Guard, LIMITS } from '../../../../electron/documents/packed/guard'
import { isRtf, readRtf } from '../../../../electron/documents/rtf/rtf'
import type { ReadAs } from '../../../../electron/shared/document/types'
import { checkDocument, headings, paragraphs } from './help'
import { notesOf } from './office/zipped'

function rtf(body: string, how: ReadAs = {}) {
  const text = `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 M;}}{\\stylesheet{\\s1 heading 1;}{\\s2 Normal;}}{\\info{\\author Anna}}\n${body}}`
  expect(isRtf(text)).toBe(true)
  const document = readRtf(Buffer.from(text, 'latin1'), new Guard('a.rtf'), how)
  checkDocument(document)
  return document
}

it.each<[rtf: string, text: string[]]>([
  ['One\\par two\\line three\\par', ['One', 'two', 'three']],
  ["Caf\\'e9 \\u8364? \\uc2\\u8212ab-\\{x\\}\\~y", ['Café € —-{x} y']],
  ["{\\f1 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2} {\\f2 \\'93\\'fa\\'96\\'7b}", ['Привет 日本']],
  ['\\uc1\\u-10179?\\u-8704?', ['😀']],
  ['{\\listtext 1.\\tab}Rope\\par{\\listtext\\bullet\\tab}Tar\\par', ['1. Rope', '• Tar']],
  [
    '\\trowd\\intbl Town\\cell Houses\\cell\\row\\intbl Vellmar\\cell 120\\cell\\row\\pard After\\par',
    ['Town | Houses', 'Vellmar | Houses: 120', 'After'],
  ],
  [
    'A{\\*\\unknown hidden {deep} words}B{\\pict\\bin4 }}{{}{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt C}}',
    ['ABC'],
  ],
  [
    'The quay{\\footnote {\\super 1} Built in 1901.} is long.\\par Then.',
    ['The quay[1] is long.', '[1] Built in 1901.', 'Then.'],
  ],
])('reads %s', (body, text) => {
  expect(paragraphs(rtf(body))).toEqual(text)
})

it('has headings, struck-out words, changes, heads of pages and comments', () => {
  const body =
    '{\\header Harbour office\\par}\\pard\\s1 Fees\\par\\pard\\s2 It costs {\\strike 30} {\\deleted 40}{\\revised 45}.{\\v Secret}{\\*\\annotation Why?}\\par\\pard\\s1 Hours\\par\\pard Nine.\\par'
  const document = rtf(body)
  expect(headings(document)).toEqual(['1 Fees', '1 Hours'])
  expect(document.pages.map(({ label }) => label)).toEqual(['Fees', 'Hours'])
  expect(paragraphs(document)[1]).toMatch(/^It costs ~~30~~ ?~~40~~ 45\.$/)
  expect(notesOf(document).map((note) => note.split(':')[0])).toEqual([
    '1 apart',
    '1 comment',
    '1 changes',
    '1 struck',
    '1 hidden',
  ])
  expect(paragraphs(rtf(body, { accepted: true }))[1]).toBe('It costs ~~30~~ 45.')
})

it('refuses groups without end', () => {
  const data = Buffer.from(`{\\rtf1 ${'{'.repeat(10_000)}`)
  expect(() => readRtf(data, new Guard('a.rtf', LIMITS), {})).toThrow('is nested more than 500 times')
})
