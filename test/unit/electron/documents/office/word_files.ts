import type { ReadAs } from '../../../../../electron/shared/document/types'
import { officeFiles, readZip, relations } from './zipped'

/** Pieces of Word files, as short as tests want them. */

export const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

export const STYLES = `<w:styles ${W}>
  <w:style w:styleId="Ttl"><w:name w:val="Title"/></w:style>
  <w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
  <w:style w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>
  <w:style w:styleId="Own"><w:name w:val="My own"/><w:basedOn w:val="H2"/></w:style>
  <w:style w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>`

export const NUMBERING = `<w:numbering ${W}>
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>`

export const run = (text: string, look = '') =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
export const p = (content: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`
export const styled = (style: string, text: string) => p(run(text), `<w:pStyle w:val="${style}"/>`)
export const listed = (number: number, level: number, text: string) =>
  p(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${number}"/></w:numPr>`)
export const ins = (content: string) => `<w:ins w:author="Anna">${content}</w:ins>`
export const del = (text: string) =>
  `<w:del w:author="Anna"><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`
export const tc = (text: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text.startsWith('<') ? text : run(text))}</w:tc>`
export const tr = (cells: string, properties = '') => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`

/** Reads a Word file whose body is this. */
export const docx = (
  body: string,
  more: Record<string, string> = {},
  rels: [string, string, string][] = [],
  how: ReadAs = {},
) =>
  readZip(
    {
      ...officeFiles('word/document.xml', 'vnd.openxmlformats-officedocument.wordprocessingml.document'),
      'word/document.xml': `<w:document ${W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${body}<w:sectPr/></w:body></w:document>`,
      'word/styles.xml': STYLES,
      'word/numbering.xml': NUMBERING,
      'word/_rels/document.xml.rels': relations([
        ['s', 'styles', 'styles.xml'],
        ['n', 'numbering', '/word/numbering.xml'],
        ...rels,
      ]),
      ...more,
    },
    how,
  )
