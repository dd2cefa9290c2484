import { describe, expect, it } from 'vitest'
import { readMarkdown } from '../../../../electron/documents/markup/markdown'
import { checkDocument, ofKind, paragraphs } from './help'

function markdown(content: string) {
  const document = readMarkdown(content, 'notes.md')
  checkDocument(document)
  return document
}

const read = (content: string): string[] => paragraphs(markdown(content))

it('reads placeholders in angle brackets, and what elements of a page hold', () => {
  expect(read('Ask <your-name> or <user> for <b>help</b>.')).toEqual(['Ask <your-name> or <user> for help.'])
  expect(read('The <my-box>rent</my-box> is due.')).toEqual(['The rent is due.'])
})

it('takes no signs between digits for marks', () => {
  expect(read('It is 6*4*2 wide, in 2~3 days and 4~5 nights, **not** 1*2 or ~~3~~.')).toEqual([
    expect.stringContaining('It is 6*4*2 wide, in 2~3 days and 4~5 nights, not 1*2 or'),
  ])
})

it('reads what Pandoc and GitHub show of marks of their own', () => {
  expect(read('# Lease *of* 2024 {#lease .long}\n\nWater is H~2~O, **not** CO~2~, and ~gone~ is gone.')).toEqual([
    'Lease of 2024',
    'Water is H2O, not CO2, and ~~gone~~ is gone.',
  ])
  expect(read('> [!WARNING]\n> Do not *sign*.\n\n> [!NOTE] Look.\n\n> [!x] is no alert.')).toEqual([
    'Warning',
    'Do not sign.',
    'Note',
    'Look.',
    '[!x] is no alert.',
  ])
})

it('refuses more quotes and lists inside each other than it can hold, and takes no line of stars for them', () => {
  expect(read(`${'> '.repeat(200)}In.`)).toEqual(['In.'])
  expect(read(`Out.\n\n${'* '.repeat(300)}\n\nIn.`)).toEqual(['Out.', 'In.'])
  for (const mark of ['>', '> ', '- ', '1. ', '> - ']) {
    expect(() => read(`Out.\n\n${mark.repeat(201)}In.`)).toThrow(
      /more than 200 quotes or lists inside each other: take/,
    )
  }
})

describe('front matter', () => {
  it.each([
    ['---\ntitle: Lease\nkeywords: [flat]\n---\n\nBody.'],
    ['---  \ntitle: Lease\n---\t\nBody.'],
    ['---\r\ntitle: Lease\r\n...\r\nBody.'],
    ['\ufeff---\n# comment\n"title": "Lease"\nlist:\n  - a\nkeywords:\n- b\ntext: >\n  long\n\n  more\n---\nBody.'],
    ['+++\ntitle = "Lease"\ntags = [\n  "a",\n]\n\n[extra]\nb = 1\n+++\n\nBody.'],
  ])('is left out: %j', (content) => {
    expect(read(content)).toEqual(['Body.'])
    expect(readMarkdown(content.slice(0, content.lastIndexOf('Body')), 'a.md').text).toBe('')
  })

  it.each<[content: string, text: string[]]>([
    ['---\n\nOne.\n\nTwo.\n\n---\n\nThree.', ['One.', 'Two.', 'Three.']],
    ['---\n- One: a boat\n- Two: a raft\n---\nThree.', ['• One: a boat', '• Two: a raft', 'Three.']],
    ['---\r\n\r\nOne.\r\n\r\n---\r\n\r\nTwo.', ['One.', 'Two.']],
    ['---\n\n**Note:** One.\n\nTwo: it is.\n\n---\n\nThree.', ['Note: One.', 'Two: it is.', 'Three.']],
    ['---\nNote: This is prose.\n\nIt goes on.\n\n---\n\nEnd.', ['Note: This is prose.', 'It goes on.', 'End.']],
    ['---\ntitle: never closed\n\nText.', ['title: never closed', 'Text.']],
    ['Text.\n\n---\na: b\n---\n', ['Text.', 'a: b']],
    ['+++\nno key\n+++\n', ['+++ no key +++']],
  ])('is no text between two rules: %j', (content, text) => {
    expect(read(content)).toEqual(text)
  })
})

describe('marks', () => {
  it('tell done tasks from open ones', () => {
    expect(read('- [x] Pay\n- [ ] Sign\n- Call\n\n1. [X] one\n\n2. [ ] two')).toEqual([
      '• [x] Pay',
      '• [ ] Sign',
      '• Call',
      '1. [x] one',
      '2. [ ] two',
    ])
  })

  it('of what is struck out stay', () => {
    const document = markdown('Price: ~~80 EUR~~ 70 EUR, <del>one</del>, ~5 m.\n\n| A | B |\n|---|---|\n| ~~x~~ | z |')
    expect(paragraphs(document)).toEqual(['Price: ~~80 EUR~~ 70 EUR, ~~one~~, ~5 m.', 'A | B', '~~x~~ | B: z'])
    expect(document.notes.map(({ kind }) => kind)).toEqual(['struck'])
    expect(markdown('`~~code~~`').notes).toEqual([])
  })

  it('of footnotes stay, and so do the notes', () => {
    const document = markdown(
      'The fee is 30 EUR.[^1] It is due.[^why] See[^none].\n\n[^1]: Half.\n[^why]: First of it\ngoes on.\n\n    Second.\n\n| Item[^1] |\n|---|\n| Boat[^t] |\n\n[^t]: For **a** day.\n',
    )
    expect(paragraphs(document)).toEqual([
      'The fee is 30 EUR.[1] It is due.[why] See[^none].',
      '[1] Half.',
      '[why] First of it goes on.',
      'Second.',
      'Item[1]',
      'Boat[t]',
      '[t] For a day.',
    ])
    expect(document.sentences.slice(0, 2).map(({ start, end }) => document.text.slice(start, end))).toEqual([
      'The fee is 30 EUR.[1]',
      'It is due.[why]',
    ])
  })

  it('of definitions go', () => {
    expect(read('Term\n: Its *meaning*\n  goes on.\n: Another.\n\nApple\n\n:   A fruit.\n')).toEqual([
      'Term',
      'Its meaning goes on.',
      'Another.',
      'Apple',
      'A fruit.',
    ])
  })

  it('of links go, but no words with them', () => {
    expect(
      read('See [foo] and [it][bar].\n\n[foo]: http://x.y "t"\n[bar]: <./a b.md>\n[Price]: 80\n[//]: # (comment)\n'),
    ).toEqual(['See foo and it.', '[Price]: 80'])
  })

  it('that are none stay', () => {
    expect(read('git checkout <branch>, List<String>, a < b > c, <kbd>Ctrl</kbd>, `&lt;b>` &shy;so&shy;.')).toEqual([
      'git checkout <branch>, List<String>, a < b > c, Ctrl, &lt;b> so.',
    ])
    expect(
      read('<details><summary>More</summary>\n\nHidden **text**.\n\n</details>\n\n<!-- a\n\ncomment -->\n\nEnd.'),
    ).toEqual(['More', 'Hidden text.', 'End.'])
  })
})

describe('code', () => {
  it.each<[content: string, lines: string[]]>([
    [
      '```python\nfor boat in boats:\n    if boat.late:\n        wait(boat)\n\n    leave(boat)\n```',
      ['for boat in boats:', '    if boat.late:', '        wait(boat)', '    leave(boat)'],
    ],
    ['~~~\n\tif a:\n\t\tb\n~~~', ['\tif a:', '\t\tb']],
    ['    indented\n        more', ['indented', '    more']],
    ['- item\n\n  ```\n  a:\n      b <c>\n  ```', ['• item', 'a:', '    b <c>']],
    ['> ```\n>   q\n> ```', ['  q']],
    ['```\nkey\n: value\n```', ['key', ': value']],
    ['````\n```\nin\n```\n````', ['```', 'in', '```']],
  ])('keeps the blanks its lines begin with: %j', (content, lines) => {
    const document = markdown(`Run:\n\n${content}\n\nStop.`)
    expect(paragraphs(document).slice(1, -1)).toEqual(lines)
    expect(ofKind(document, 'item')).toEqual(lines.map((line) => line.trim()))
  })
})

it('lines ended by hand stay', () => {
  expect(read('Anna Holt  \nQuay Street 5  \n12345 Vellmar\n\nA line\nthat goes on.')).toEqual([
    'Anna Holt',
    'Quay Street 5',
    '12345 Vellmar',
    'A line that goes on.',
  ])
})
