import { expect, it } from 'vitest'
import { headings, paragraphs } from '../help'
import { notesOf, officeFiles, readZip, relations } from './zipped'

const para = (text: string, properties = '') => `<a:p><a:pPr>${properties}</a:pPr><a:r><a:t>${text}</a:t></a:r></a:p>`
const shape = (content: string, placeholder?: string) =>
  `<p:sp><p:nvSpPr><p:cNvPr id="1"/><p:nvPr>${placeholder === undefined ? '' : `<p:ph ${placeholder}/>`}</p:nvPr></p:nvSpPr><p:txBody>${content}</p:txBody></p:sp>`
const slide = (shapes: string, more = '') => `<p:sld ${more}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`
const cell = (text: string) => `<a:tc><a:txBody>${para(text)}</a:txBody></a:tc>`
const picture = '<p:pic><p:nvPicPr><p:cNvPr id="2"/></p:nvPicPr></p:pic>'

function presentation(slides: string[], how: { hidden?: boolean } = {}) {
  const main = 'ppt/presentation.xml'
  return readZip(
    {
      ...officeFiles(main, 'vnd.openxmlformats-officedocument.presentationml.presentation'),
      [main]: `<p:presentation xmlns:r="http://a/relationships"><p:sldIdLst>${slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="s${i}"/>`).join('')}</p:sldIdLst></p:presentation>`,
      'ppt/_rels/presentation.xml.rels': relations(
        slides.map((_, i): [string, string, string] => [`s${i}`, 'slide', `slides/slide${i}.xml`]),
      ),
      ...Object.fromEntries(slides.map((content, i) => [`ppt/slides/slide${i}.xml`, content])),
      'ppt/slides/_rels/slide0.xml.rels': relations([['n', 'notesSlide', '../notesSlides/notesSlide1.xml']]),
      'ppt/notesSlides/notesSlide1.xml': slide(
        shape(para('3'), 'type="sldNum"') + shape(para('Say it slowly.'), 'type="body"'),
      ),
    },
    how,
  )
}

it('reads a presentation: slides are pages, titles first, notes behind them', async () => {
  const table = `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/><a:tr>${cell('Item')}${cell('Cost')}</a:tr><a:tr>${cell('Rope')}${cell('12')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
  const numbered = '<a:buAutoNum type="arabicPeriod"/>'
  const slides = [
    slide(
      shape(para('First') + para('Second', '<a:buNone/>'), 'idx="1"') +
        shape(para('Harbour plan'), 'type="title"') +
        shape(para('7'), 'type="sldNum"'),
    ),
    slide(picture),
    slide(shape(para('Old'), 'type="title"'), 'show="0"'),
    slide(
      `<p:grpSp>${shape(para('Tar', numbered) + para('Oar', numbered))}</p:grpSp>${table}${picture}<p:graphicFrame/>`,
    ),
  ]
  const document = await presentation(slides)
  expect(
    document.pages.map(({ part, imageOnly, start, end }) => [part, imageOnly, document.text.slice(start, end)]),
  ).toEqual([
    ['slide', false, "Harbour plan\n\n• First\n\nSecond\n\nSpeaker's notes: Say it slowly."],
    ['slide', true, ''],
    ['slide', false, '1. Tar\n\n2. Oar\n\nItem | Cost\n\nRope | Cost: 12'],
  ])
  expect(headings(document)).toEqual(['1 Harbour plan'])
  expect(notesOf(document)).toEqual([
    '1 hidden: One slide is hidden and was not read.',
    '2 unread: One picture was not read.',
    '3 unread: One picture was not read.',
    '3 unread: One chart or diagram was not read.',
  ])
  expect(paragraphs(await presentation(slides, { hidden: true }))).toContain('Old')
})

it('says what a merged cell says in each row, and tells of shapes that are switched off', async () => {
  const merged = (text: string, more: string) => `<a:tc ${more}><a:txBody>${para(text)}</a:txBody></a:tc>`
  const table = `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/><a:tr>${cell('Town')}${cell('Houses')}</a:tr><a:tr>${merged('Quay', 'rowSpan="2"')}${cell('31')}</a:tr><a:tr>${merged('', 'vMerge="1"')}${cell('32')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
  const off = `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="3" hidden="1"/></p:nvGrpSpPr>${shape(para('Unseen.'))}</p:grpSp>`
  const document = await presentation([slide(table + off)])
  expect(paragraphs(document).slice(0, 3)).toEqual(['Town | Houses', 'Quay | Houses: 31', 'Quay | Houses: 32'])
  expect(document.text).not.toContain('Unseen')
  expect(notesOf(document)).toEqual(['1 hidden: One hidden shape was not read.'])
})

it('takes the paper of a slide from its master and theme', async () => {
  const main = 'ppt/presentation.xml'
  const words = (text: string, colour: string) =>
    `<p:sp><p:txBody><a:p><a:r><a:rPr><a:solidFill><a:schemeClr val="${colour}"/></a:solidFill></a:rPr><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`
  const { text } = await readZip({
    ...officeFiles(main, 'vnd.openxmlformats-officedocument.presentationml.presentation'),
    [main]:
      '<p:presentation xmlns:r="http://a/relationships"><p:sldIdLst><p:sldId r:id="a"/></p:sldIdLst></p:presentation>',
    'ppt/_rels/presentation.xml.rels': relations([['a', 'slide', 'slide.xml']]),
    'ppt/slide.xml': slide(words('Open.', 'tx1') + words('Secret.', 'bg1') + words('Seen.', 'accent1')),
    'ppt/_rels/slide.xml.rels': relations([['a', 'slideLayout', 'layout.xml']]),
    'ppt/layout.xml': '<p:sldLayout><p:cSld><p:spTree/></p:cSld></p:sldLayout>',
    'ppt/_rels/layout.xml.rels': relations([['a', 'slideMaster', 'master.xml']]),
    'ppt/master.xml':
      '<p:sldMaster><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree/></p:cSld><p:clrMap bg1="dk1" tx1="lt1"/></p:sldMaster>',
    'ppt/_rels/master.xml.rels': relations([['a', 'theme', 'theme.xml']]),
    'ppt/theme.xml':
      '<a:theme><a:themeElements><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>',
  })
  expect(text).toBe('Open.\n\nSeen.')
})
