import { describe, expect, it } from 'vitest'
import { readHtml } from '../../../../electron/documents/markup/html'
import { checkDocument, headings, ofKind, paragraphs } from './help'

function page(body: string) {
  const document = readHtml(body, 'page.html')
  checkDocument(document)
  return document
}

const read = (body: string): string[] => paragraphs(page(body))

describe('a web page', () => {
  it('is what a browser shows of it', () => {
    const document = page(
      '<!DOCTYPE html>\n<html><head><title>Ferry</title><style>p { color: red }</style>\n<script>var seats = 12;</script></head>\n<body><h1>Ferry</h1><p>The ferry leaves at <b>nine</b>\n &amp; at noon.</p></body></html>\n',
    )
    expect(document.text).toBe('Ferry\n\nThe ferry leaves at nine & at noon.')
    expect(headings(document)).toEqual(['1 Ferry'])
    expect(document.title).toBe('Ferry')
  })

  it.each<[body: string, text: string[]]>([
    ['One<p>Two<p>Three<div>Four</div>Five', ['One', 'Two', 'Three', 'Four', 'Five']],
    [
      '<ul><li>a<li>b<ul><li>c</ul></ul><ol start=3><li>d<li><p>e</p><p>f</p></ol>',
      ['• a', '• b', '• c', '3. d', '4. e', 'f'],
    ],
    ['<ol type=a><li>a</ol><ol type=I start=4><li>b</ol>', ['a. a', 'IV. b']],
    ['<dl><dt>Boat<dd>It floats</dl>', ['Boat', 'It floats']],
    ['<p>m<sup>2</sup>, H<sub>2</sub>O, <q>so</q><wbr>, <img src=a alt="a boat"></p>', ['m², H2O, “so”, a boat']],
    ['<p>be&shy;triebs&shy;wirt&#xFEFF;schaft&nbsp;&eacute;</p>', ['betriebswirtschaft é']],
    ['<pre>\nfor x:\n    y()\n\n\tz\n</pre>', ['for x:', '    y()', '\tz']],
    [
      '<input type=checkbox checked> yes <input type=radio> no <select><option>A<option selected>B</select>',
      ['[x] yes [ ] no B'],
    ],
    ['<p>Anna Holt<br>Quay Street 5<br>12345 Vellmar</p>', ['Anna Holt', 'Quay Street 5', '12345 Vellmar']],
    ['<p>One.<br><br>Two.</p>', ['One.', 'Two.']],
  ])('%s', (body, text) => {
    expect(read(body)).toEqual(text)
  })

  it('has its tables by rows', () => {
    const document = page(
      '<table><caption>Fares</caption><tr><th>Who<th>Fare</tr><tr><td><p>Adult</p><td>12</tr><tr><td>&nbsp;<td></tr><tr><td>Dog<td></tr></table>',
    )
    expect(ofKind(document, 'item')).toEqual(['Who | Fare', 'Adult | 12', 'Dog |'])
    expect(read('<table><tr><td><h2>Left</h2><p>a</p><td><p>right</p></table>')).toEqual(['Left', 'a', 'right'])
  })

  it('may be as deep as it likes', () => {
    for (const tag of ['<div>', '<b>', '<ul><li>', '<table><tr><td>'])
      expect(page(`${tag.repeat(5000)}End.`).text).toMatch(/End\.$/)
  })

  it('has no hidden parts, and says so', () => {
    const document = page(
      '<p hidden>a</p><div style="color: red; display: none">b</div><template>c</template><noscript>d</noscript><dialog>e</dialog><p>Seen.</p>',
    )
    expect(document.text).toBe('Seen.')
    expect(document.notes).toEqual([
      { page: 1, kind: 'hidden', text: '2 parts of the page are hidden and were not read.' },
    ])
  })

  it('marks what is struck out, and says so', () => {
    const document = page(
      '<p>Price: <del> 80 EUR</del> 70 <s></s>EUR</p><del><p>A</p><p>B</p></del><table><tr><td><strike>c</strike><td>d</table><p style="text-decoration: line-through">e</p>',
    )
    expect(paragraphs(document)).toEqual(['Price: ~~80 EUR~~ 70 EUR', '~~A~~', '~~B~~', '~~c~~ | d', '~~e~~'])
    expect(document.notes).toEqual([
      { page: 1, kind: 'struck', text: '4 passages are struck out; they stand between ~~ and ~~ in the text.' },
    ])
  })
})
