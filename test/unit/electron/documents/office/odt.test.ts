import { expect, it } from 'vitest'
import { failure, headings, paragraphs } from '../help'
import { notesOf, readZip } from './zipped'

const STYLES = `<office:automatic-styles>
  <style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>
  <style:style style:name="H"><style:text-properties text:display="none"/></style:style>
  <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=")"/><text:list-level-style-bullet text:level="2"/></text:list-style>
</office:automatic-styles>`
const HEAD =
  '<office:document-styles><office:master-styles><style:master-page><style:header><text:p>Harbour office</text:p></style:header></style:master-page></office:master-styles></office:document-styles>'

const odt = (body: string, how: { accepted?: boolean } = {}, more: Record<string, string> = {}) =>
  readZip(
    {
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<office:document-content>${STYLES}<office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      'styles.xml': HEAD,
      ...more,
    },
    how,
  )

it('reads an OpenDocument text with its lists, tables, notes and sections', async () => {
  const td = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`
  const document = await odt(
    `<text:h text:outline-level="1">Fees</text:h><text:p>A<text:s text:c="3"/>boat<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Or a ship.</text:p></text:note-body></text:note> pays <text:span text:style-name="S">30</text:span> 40.<office:annotation><dc:creator>Anna</dc:creator><text:p>How much?</text:p></office:annotation><text:span text:style-name="H">Secret.</text:span></text:p>
    <text:list text:style-name="L"><text:list-item><text:p>Rope</text:p><text:list><text:list-item><text:p>thick</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Sail</text:p></text:list-item></text:list>
    <text:h text:outline-level="1">Towns</text:h><table:table><table:table-header-rows><table:table-row>${td('Town')}${td('Houses')}</table:table-row></table:table-header-rows><table:table-row>${td('Vellmar')}${td('120')}</table:table-row></table:table><text:p><draw:frame><draw:image xlink:href="https://quay.example/a.png"/></draw:frame></text:p>`,
  )
  expect(document.kind).toBe('odt')
  expect(paragraphs(document)).toEqual([
    'Fees',
    'A boat[1] pays ~~30~~ 40.',
    '[1] Or a ship.',
    '1) Rope',
    '• thick',
    '2) Sail',
    'Towns',
    'Town | Houses',
    'Vellmar | Houses: 120',
  ])
  expect(headings(document)).toEqual(['1 Fees', '1 Towns'])
  expect(document.pages.map(({ label }) => label)).toEqual(['Fees', 'Towns'])
  expect(notesOf(document)).toEqual([
    '1 comment: A comment says: "How much?"',
    '1 struck: One passage is struck out or deleted; it stands between ~~ and ~~ in the text.',
    '1 hidden: One hidden passage was not read.',
    '1 unread: One picture was not fetched from elsewhere.',
    '1 apart: The head of its pages says: "Harbour office"',
  ])
})

it('reads tracked changes of an OpenDocument text as they stand or as accepted', async () => {
  const body =
    '<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:deletion><text:p>40</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>It costs <text:change text:change-id="c1"/>45.</text:p>'
  expect((await odt(body)).text).toBe('It costs ~~40~~ 45.')
  const accepted = await odt(body, { accepted: true })
  expect(accepted.text).toBe('It costs 45.')
  expect(notesOf(accepted)[0]).toContain('as if all were accepted')
})

it('refuses one with a password', async () => {
  const manifest = {
    'META-INF/manifest.xml': '<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
  }
  expect((await failure(odt('', {}, manifest))).message).toContain('protected by a password')
})
