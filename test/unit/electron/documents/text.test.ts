import { describe, expect, it } from 'vitest'
import { readMarkdown } from '../../../../electron/documents/markup/markdown'
import { isPdf, unsupportedKind } from '../../../../electron/documents/sniff'
import { readText } from '../../../../electron/documents/text/text'
import { checkDocument, headings, ofKind, paragraphs } from './help'

function text(content: string) {
  const document = readText(content, 'letter.txt')
  checkDocument(document)
  return document
}

function markdown(content: string) {
  const document = readMarkdown(content, 'notes.md')
  checkDocument(document)
  return document
}

const bytes = (...parts: (number[] | string)[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)))

describe('bytes', () => {
  it('are known from binary files', () => {
    expect(isPdf(bytes('%PDF-1.7'), 'a.pdf')).toBe(true)
    expect(isPdf(bytes(' '.repeat(1020), '%PDF-1.7'), 'a.pdf')).toBe(false)
    expect(unsupportedKind(bytes('Dear harbour master,\r\n'))).toBeUndefined()
    expect(unsupportedKind(bytes('GIF89a', [1, 0, 1, 0, 0xff, 0xff, 0, 0, 0, 1]))?.what).toMatch(/^an image/)
    expect(unsupportedKind(bytes('%!PS-Adobe-3.0\n'))?.what).toBe('a PostScript file')
  })
})

it('reads what hangs under an item of a list with it', () => {
  const minutes = [
    '1. The minutes were approved.',
    '2. Fees. The balance is 12,400.50',
    '   as of 31 March.',
    '3. Any other business',
  ]
  expect(paragraphs(text(`Present: A. Holt\n\n${minutes.join('\n')}\n   3.1 The roof leaks.\n`))).toContain(
    '2. Fees. The balance is 12,400.50 as of 31 March.',
  )
})

describe('hyphens at the ends of typed lines', () => {
  const cut = [
    'This agreement is made between the landlord, who owns the house, and the ten-',
    'ant, who has moved in. It is governed by the law of the land in which the pro-',
    'perty lies, and by the well-known rules on notice. Whoever breaks it is lia-',
    'ble for the loss that the other suffers, as in clauses 5-',
    '7, and so is his mother-',
    'in-law.',
  ]
  it('part words where many lines have them', () => {
    expect(paragraphs(text(cut.join('\n')))).toEqual([
      'This agreement is made between the landlord, who owns the house, and the tenant, who has moved in. It is governed ' +
        'by the law of the land in which the property lies, and by the well-known rules on notice. Whoever breaks it is ' +
        'liable for the loss that the other suffers, as in clauses 5-7, and so is his mother-in-law.',
    ])
  })

  it('belong to their words where few have them', () => {
    const typed = [
      'The committee met on the third of May and discussed the roof of the boat-',
      'house, which had been leaking since the winter storms of the previous year.',
      'It decided that repairs should begin at once, and that all the cost be met.',
    ]
    expect(text(typed.join('\n')).text).toContain('the roof of the boat-house, which')
  })
})

describe('plain text', () => {
  it.each([
    ['The lease of the boat house', true],
    ['It was a short lease.', false],
    ['Dear harbour master,', false],
    ['Subject: the boat house', false],
    ['lease', false],
  ])('may have a title: %s', (line, isTitle) => {
    const { headings } = readText(`${line}\n\nThe boat house is let to the club for five years. It pays.\n`, 'a.txt')
    expect(headings.length).toBe(isTitle ? 1 : 0)
  })

  it('joins lines that were broken to fit, and keeps paragraphs', () => {
    const document = text(
      '\ufeffThe ferry leaves at nine in the morning and comes\r\nback at noon. In winter it leaves an hour later, as\r\nthe sun does.\r\n\r\n\r\n  Bring a coat.\r\n',
    )
    expect(paragraphs(document)).toEqual([
      'The ferry leaves at nine in the morning and comes back at noon. In winter it leaves an hour later, as the sun does.',
      'Bring a coat.',
    ])
    expect(document.sentences).toHaveLength(3)
  })

  it('keeps lines that are paragraphs, and items', () => {
    expect(
      paragraphs(
        text(
          'A line that was never broken, however long it grew while it was typed, ends here, at last, after more than one hundred and forty characters of text.\nNext.',
        ),
      ),
    ).toHaveLength(2)
    const document = text(
      'Bring these:\n- a coat\n- a lamp that burns without any smoke and does not\n  fall over\n1. First.\n',
    )
    expect(ofKind(document, 'item')).toEqual([
      '- a coat',
      '- a lamp that burns without any smoke and does not fall over',
      '1. First.',
    ])
  })

  it('has its headings', () => {
    const document = text('INTRODUCTION\n\nIt rained.\n\n2.1 Scope\n\nIt stopped.\n\nChapter IV\n\nIt snowed.\n')
    expect(headings(document)).toEqual(['1 INTRODUCTION', '2 2.1 Scope', '1 Chapter IV'])
  })

  it('has pages where form feeds are', () => {
    const document = text('One.\fTwo.\f\fFour.\f')
    expect(document.pages.map(({ start, end }) => document.text.slice(start, end))).toEqual([
      'One.',
      'Two.',
      '',
      'Four.',
    ])
    expect(document.sentences.map((sentence) => sentence.page)).toEqual([1, 2, 4])
    expect(text('One page.').pages).toEqual([{ number: 1, width: 0, height: 0, start: 0, end: 9, imageOnly: false }])
  })

  it('has nothing invisible or broken', () => {
    expect(text('A soft\u00adly bro\u200bken ﬁle with a lone \ud83d half.').text).toBe(
      'A softly broken file with a lone \ufffd half.',
    )
  })
})

describe('Markdown', () => {
  it('is read without its marks', () => {
    const document = markdown(
      '---\ntitle: hidden\n---\n# The *pier*\n\nThe **old** pier, `built` in 1961, is [closed](https://pier.example "why"). It &amp; the quay ![a crane](crane.png) wait<br>for you.\nStill the same paragraph.\n',
    )
    expect(document.title).toBe('The pier')
    expect(paragraphs(document)).toEqual([
      'The pier',
      'The old pier, built in 1961, is closed. It & the quay a crane wait for you. Still the same paragraph.',
    ])
  })

  it('has lists, tables, quotes and code', () => {
    const document = markdown(
      '## Lists\n\n- one\n- two\n  - three **deep**\n\n3. third\n4. fourth\n\n| Wing | Rent |\n|---|---|\n| North | 310 |\n\n> A quote.\n\n```js\nlet a = 1\n\nlet **b** = 2\n```\n',
    )
    expect(ofKind(document, 'item')).toEqual([
      '• one',
      '• two',
      '• three deep',
      '3. third',
      '4. fourth',
      'Wing | Rent',
      'North | Rent: 310',
      'let a = 1',
      'let **b** = 2',
    ])
    expect(ofKind(document, 'prose')).toEqual(['A quote.'])
    expect(headings(document)).toEqual(['2 Lists'])
  })

  it('keeps characters that only look like marks', () => {
    expect(markdown('2 * 3 = 6, snake_case_name, \\*not bold\\*, a < b, 5 &lt; 6').text).toBe(
      '2 * 3 = 6, snake_case_name, *not bold*, a < b, 5 < 6',
    )
  })

  it('takes tasks and HTML', () => {
    const document = markdown(
      '- [x] done\n- [ ] open\n\n<div align="center">In the <b>middle</b></div>\n\n<!-- hidden -->\n',
    )
    expect(paragraphs(document)).toEqual(['• [x] done', '• [ ] open', 'In the middle'])
  })
})
