import { expect, it } from 'vitest'
import type { ReadAs } from '../../../../../electron/shared/document/types'
import { headings, paragraphs } from '../help'
import { notesOf, readZip } from './zipped'

const STYLES =
  '<office:automatic-styles><style:style style:name="out"><style:drawing-page-properties presentation:visibility="hidden"/></style:style><style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>'

const odp = (slides: string, how: ReadAs = {}) =>
  readZip(
    {
      mimetype: 'application/vnd.oasis.opendocument.presentation',
      'content.xml': `<office:document-content>${STYLES}<office:body><office:presentation>${slides}</office:presentation></office:body></office:document-content>`,
    },
    how,
  )

const box = (inner: string, kind = '') =>
  `<draw:frame ${kind && `presentation:class="${kind}"`}><draw:text-box>${inner}</draw:text-box></draw:frame>`
const p = (text: string) => `<text:p>${text}</text:p>`
const points = (...texts: string[]) =>
  `<text:list>${texts.map((text) => `<text:list-item>${p(text)}</text:list-item>`).join('')}</text:list>`
const slide = (inner: string, more = '') => `<draw:page ${more}>${inner}</draw:page>`

it('reads a presentation: a page for each slide, the title first, speaker’s notes behind', async () => {
  const document = await odp(
    slide(
      box(points('Rope', '<text:span text:style-name="S">Tar</text:span>'), 'outline') +
        box(p('What a boat needs'), 'title') +
        box(p('3 May 2024'), 'date-time') +
        `<draw:g><draw:custom-shape>${p('In a shape.')}</draw:custom-shape></draw:g>` +
        '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>' +
        `<presentation:notes>${box(p('Say it slowly.'), 'notes')}<draw:frame presentation:class="page-number"/></presentation:notes>` +
        `<office:annotation>${p('Is this all?')}</office:annotation>`,
    ) +
      slide(
        `${box(p('Towns'), 'title')}<draw:frame><table:table><table:table-row><table:table-cell>${p('Town')}</table:table-cell><table:table-cell>${p('Houses')}</table:table-cell></table:table-row><table:table-row><table:table-cell>${p('Quay')}</table:table-cell><table:table-cell>${p('31')}</table:table-cell></table:table-row></table:table><draw:image xlink:href="Pictures/t.svm"/></draw:frame>`,
      ),
  )
  expect(document.kind).toBe('odp')
  expect(headings(document)).toEqual(['1 What a boat needs', '1 Towns'])
  expect(document.pages.map(({ part }) => part)).toEqual(['slide', 'slide'])
  expect(paragraphs(document)).toEqual([
    'What a boat needs',
    '• Rope',
    '• ~~Tar~~',
    'In a shape.',
    "Speaker's notes: Say it slowly.",
    'Towns',
    'Town | Houses',
    'Quay | Houses: 31',
  ])
  expect(notesOf(document)).toEqual([
    '1 unread: One picture, chart or film was not read.',
    '1 comment: A comment says: "Is this all?"',
    '1 struck: One passage is struck out or deleted; it stands between ~~ and ~~ in the text.',
  ])
})

it('leaves hidden slides out, and says so; they can be read', async () => {
  const slides = slide(box(p('Old'), 'title'), 'draw:style-name="out"') + slide(box(p('New'), 'title'))
  const document = await odp(slides)
  expect(document.text).toBe('New')
  expect(notesOf(document)).toEqual(['1 hidden: One slide is hidden and was not read.'])
  expect((await odp(slides, { hidden: true })).text).toBe('Old\n\nNew')
})
