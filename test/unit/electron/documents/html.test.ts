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
    expect(ofKind(document, 'item')).toEqual(['Who | Fare', 'Adult | Fare: 12', 'Dog'])
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

  it.each<[what: string, hidden: string]>([
    ['display', '<p style="display:none">Gone.</p>'],
    ['display, important, in capitals', '<p style="DISPLAY: NONE !important">Gone.</p>'],
    ['the attribute', '<section hidden><p>Gone.</p></section>'],
    ['visibility', '<p style="visibility: hidden">Gone.</p>'],
    ['type of no size', '<span style="font-size:0">Gone.</span>'],
    ['type of a pixel', '<p style="font-size: 1px">Gone.</p>'],
    ['the colour of the paper', '<p style="color:#fff">Gone.</p>'],
    ['nearly the colour of the paper', '<p style="color: rgb(250, 250, 252)">Gone.</p>'],
    ['the colour of a box', '<div style="background:#204060 "><p style="color:#204060">Gone.</p></div>'],
    ['a transparent colour', '<p style="color: transparent">Gone.</p>'],
    ['a font', '<p><font color="white">Gone.</font></p>'],
    ['opacity', '<div style="opacity:0"><p>Gone.</p></div>'],
    ['a place far away', '<div style="position:absolute; left:-9999px">Gone.</div>'],
    ['a box of no size', '<div style="height:0; overflow:hidden">Gone.</div>'],
    ['a clip', '<span style="position:absolute;clip:rect(0 0 0 0)">Gone.</span>'],
    ['a class', '<style>.x, .y { display: none }</style><p class="y">Gone.</p>'],
    ['an id', '<style>p { display: block } #a { display: none }</style><p id="a">Gone.</p>'],
    ['a sheet for screens', '<style>@media screen { div > p { visibility: hidden } }</style><div><p>Gone.</p></div>'],
  ])('has no text that is hidden by %s', (_, hidden) => {
    const { text, notes } = page(`<p>Before.</p>${hidden}<p>After.</p>`)
    expect(text).toBe('Before.\n\nAfter.')
    expect(notes).toEqual([{ page: 1, kind: 'hidden', text: 'One part of the page is hidden and was not read.' }])
    const all = readHtml(`<p>Before.</p>${hidden}<p>After.</p>`, 'page.html', [], { hidden: true })
    expect(all.text).toContain('[hidden: Gone.]')
    expect(all.notes[0]!.text).toBe('One part of the page is hidden and was read too, as the text marks.')
  })

  it.each<[what: string, shown: string]>([
    ['hidden from screen readers', '<p aria-hidden="true">Seen.</p>'],
    ['shown in what is hidden', '<div style="visibility:hidden"><p style="visibility:visible">Seen.</p></div>'],
    ['large in type of no size', '<ul style="font-size:0"><li style="font-size:16px;list-style:none">Seen.</ul>'],
    ['white on black', '<div style="background-color:black"><p style="color:white">Seen.</p></div>'],
    ['white on a picture', '<div style="background:url(a.png)"><p style="color:white">Seen.</p></div>'],
    [
      'white on what a sheet paints',
      '<style>.d{background:#111}</style><div class="d"><p style="color:#fff">Seen.</p></div>',
    ],
    ['white where a sheet lies elsewhere', '<link rel="stylesheet" href="a.css"><p style="color:#fff">Seen.</p>'],
    ['white with a shadow', '<p style="color:#fff;text-shadow:0 0 2px #000">Seen.</p>'],
    ['hidden in print only', '<style>@media print { p { display: none } }</style><p>Seen.</p>'],
    ['hidden in narrow windows', '<style>@media (max-width: 400px) { p { display: none } }</style><p>Seen.</p>'],
    ['hidden, then shown', '<style>.b { display: none } p.a { display: block }</style><p class="a b">Seen.</p>'],
    ['hidden but displayed', '<p hidden style="display:block">Seen.</p>'],
    ['hidden while the pointer is there', '<style>p:hover { display: none }</style><p>Seen.</p>'],
    [
      'letters that a picture shows through',
      '<p style="color:transparent;background:url(a.png);background-clip:text">Seen.</p>',
    ],
  ])('has what is %s', (_, shown) => {
    const { text, notes } = page(`<p>Before.</p>${shown}`)
    expect(text.replace('• ', '')).toBe('Before.\n\nSeen.')
    expect(notes).toEqual([])
  })

  it('has no hidden rows and cells of its tables, and says so', () => {
    const { text, notes } = page('<table><tr><td>a<td style="display:none">b<td>c<tr hidden><td>d<td>e<td>f</table>')
    expect(text).toBe('a | c')
    expect(notes[0]!.text).toBe('2 parts of the page are hidden and were not read.')
  })

  it('tells what is marked as inserted, and leaves out what was deleted if that counts as accepted', () => {
    const body = '<p>The rent is <del>240</del> <ins>260</ins> euros.</p>'
    const { text, notes } = page(body)
    expect(text).toBe('The rent is ~~240~~ 260 euros.')
    expect(notes.map(({ kind }) => kind)).toEqual(['changes', 'struck'])
    expect(notes[0]!.text).toBe('2 passages are marked as inserted or deleted: what was inserted stands as text.')
    const accepted = readHtml(body, 'page.html', [], { accepted: true })
    expect(accepted.text).toBe('The rent is 260 euros.')
    expect(accepted.notes.map(({ text }) => text)).toEqual([
      '2 passages are marked as inserted or deleted: what was deleted was not read.',
    ])
  })

  it('is read in time, whatever its style sheets ask', () => {
    const sheet = Array.from({ length: 3000 }, (_, i) => `.a${i} .b${i} > p:not(.c) { display: none }`).join('\n')
    const begun = Date.now()
    expect(page(`<style>${sheet}</style>${'<div class="a1"><p>x</p></div>'.repeat(3000)}`).text).toContain('x')
    expect(Date.now() - begun).toBeLessThan(20_000)
  })
})

describe('formulas of a page', () => {
  it.each([
    ['<math><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>+</mo><msup><mi>x</mi><mn>2</mn></msup></math>', '1/2+x²'],
    ['<math><msqrt><mn>16</mn></msqrt><mo>=</mo><msub><mi>a</mi><mi>i</mi></msub></math>', '√16=a_i'],
    ['<math><mroot><mi>n</mi><mn>3</mn></mroot></math>', '³√n'],
    ['<math><semantics><mrow><mi>a</mi></mrow><annotation>\\alpha</annotation></semantics></math>', 'a'],
    [
      '<math><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi></math>',
      '∑_(i=1)^n i',
    ],
    ['10<sup>n+1</sup> is x<sup>n</sup>', '10^(n+1) is xⁿ'],
    ['the 1<sup>st</sup>, M<sup>me</sup> Roy, n<sup>o</sup> 3, a word<sup>a</sup>', 'the 1st, Mme Roy, no 3, a wordᵃ'],
  ])('%s', (html, text) => {
    expect(read(`<p>${html}</p>`)).toEqual([text])
  })

  it('that are inside each other without end are read as text', () => {
    expect(read(`<p><math>${'<mrow>'.repeat(400)}<mi>x</mi>${'</mrow>'.repeat(400)}</math></p>`)).toEqual(['x'])
  })
})

describe('words that a style sheet writes', () => {
  const styled = (css: string, body: string) => read(`<style>${css}</style>${body}`)

  it.each([
    ['.no::before { content: "Not " }', '<p class=no>paid</p>', 'Not paid'],
    ["p:after { content: ' \\20AC' }", '<p>12</p>', '12 €'],
    ['b::after { content: " (" attr(title) ")" }', '<p><b title=net>12</b> due</p>', '12 (net) due'],
    ['.no::before { content: "Not " } .no::before { content: none }', '<p class=no>paid</p>', 'paid'],
    ['.no::before { content: "Not "; display: none }', '<p class=no>paid</p>', 'paid'],
    ['p::before { content: "\\f0a1 " } p::after { content: "•" }', '<p>An icon</p>', 'An icon'],
    ['p::before { content: counter(x) ". " }', '<p>Counted</p>', 'Counted'],
    ['p:hover::before { content: "Over " } p::first-line { content: "x" }', '<p>State</p>', 'State'],
    ['@media print { p::before { content: "Printed " } }', '<p>Media</p>', 'Media'],
  ])('%s', (css, body, text) => {
    expect(styled(css, body)).toEqual([text])
  })

  it('do not let icons use up the questions that style sheets may ask', () => {
    const icons = Array.from(
      { length: 3000 },
      (_, i) => `.i${i}:before{content:"\\${(0xe000 + i).toString(16)}"}`,
    ).join('')
    const cells = '<i></i>'.repeat(4000)
    expect(styled(`${icons}.h{display:none}`, `<p>Seen${cells}</p><p class=h>Hidden</p>`)).toEqual(['Seen'])
  })

  it('are read in cells and items, and in no hidden element', () => {
    const css = '.e::before { content: "EUR " } .h { display: none }'
    expect(
      styled(css, '<table><tr><th>Fee<tr><td class=e>5</table><ul><li class=e>6</ul><p class="e h">7</p>'),
    ).toEqual(['Fee', 'EUR 5', '• EUR 6'])
  })
})
