import { officeFiles, relations, zipOf } from '../office/zipped'

/** Files of each format, made of what matters in them. */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** `more`: parts of the file beside its text, by their names, and what they are. */
export const docx = (body: string, more: Record<string, [kind: string, xml: string]> = {}) =>
  zipOf({
    ...officeFiles('word/document.xml', 'vnd.openxmlformats-officedocument.wordprocessingml.document'),
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations(
      Object.entries(more).map(([name, [kind]]): [string, string, string] => [name, kind, `${name}.xml`]),
    ),
    ...Object.fromEntries(Object.entries(more).map(([name, [, xml]]) => [`word/${name}.xml`, xml])),
  })
export const run = (text: string, look = '') =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
export const para = (content: string, look = '') => `<w:p><w:pPr>${look}</w:pPr>${content}</w:p>`

/** `looks`: of cells, by their numbers, instead of `formats`. */
export const xlsx = (
  sheets: [name: string, xml: string, state?: string][],
  formats: number[] = [0],
  looks = `<cellXfs>${formats.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`,
) =>
  zipOf({
    ...officeFiles('xl/workbook.xml', 'vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
    'xl/workbook.xml': `<workbook xmlns:r="http://a/relationships"><sheets>${sheets.map(([name, , state = 'visible'], i) => `<sheet name="${name}" state="${state}" r:id="s${i}"/>`).join('')}</sheets></workbook>`,
    'xl/styles.xml': `<styleSheet>${looks}</styleSheet>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['st', 'styles', 'styles.xml'],
      ...sheets.map((_, i): [string, string, string] => [`s${i}`, 'worksheet', `sheet${i}.xml`]),
    ]),
    ...Object.fromEntries(sheets.map(([, xml], i) => [`xl/sheet${i}.xml`, `<worksheet>${xml}</worksheet>`])),
  })
/** Rows of words and numbers; `look`: of each number. */
export const rows = (all: (string | number)[][], look = 0) =>
  `<sheetData>${all
    .map(
      (cells, r) =>
        `<row r="${r + 1}">${cells
          .map((cell, c) => {
            const at = `${String.fromCharCode(65 + c)}${r + 1}`
            return typeof cell === 'number'
              ? `<c r="${at}" s="${look}"><v>${cell}</v></c>`
              : `<c r="${at}" t="inlineStr"><is><t>${cell}</t></is></c>`
          })
          .join('')}</row>`,
    )
    .join('')}</sheetData>`

export const pptx = (slides: string[]) =>
  zipOf({
    ...officeFiles('ppt/presentation.xml', 'vnd.openxmlformats-officedocument.presentationml.presentation'),
    'ppt/presentation.xml': `<p:presentation xmlns:r="http://a/relationships"><p:sldSz cx="9144000" cy="6858000"/><p:sldIdLst>${slides.map((_, i) => `<p:sldId r:id="s${i}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      slides.map((_, i): [string, string, string] => [`s${i}`, 'slide', `slide${i}.xml`]),
    ),
    ...Object.fromEntries(slides.map((content, i) => [`ppt/slide${i}.xml`, content])),
  })
export const slide = (shapes: string, more = '') =>
  `<p:sld ${more}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`
export const shape = (text: string, holder = '', look = '') =>
  `<p:sp><p:nvSpPr><p:cNvPr ${look}/><p:nvPr>${holder && `<p:ph type="${holder}"/>`}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`

export const openDocument =
  (kind: string, element: string) =>
  (body: string, styles = '') =>
    zipOf({
      mimetype: `application/vnd.oasis.opendocument.${kind}`,
      'content.xml': `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${element}>${body}</office:${element}></office:body></office:document-content>`,
    })
export const odt = openDocument('text', 'text')
export const ods = openDocument('spreadsheet', 'spreadsheet')
export const odp = openDocument('presentation', 'presentation')

/** `head`: of each chapter. */
export const epub = (chapters: string[], more: Record<string, string> = {}, head = '') =>
  zipOf({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'book.opf': `<package><metadata><dc:title>Book</dc:title></metadata><manifest>${chapters.map((_, i) => `<item id="c${i}" href="c${i}.xhtml" media-type="application/xhtml+xml"/>`).join('')}</manifest><spine>${chapters.map((_, i) => `<itemref idref="c${i}"/>`).join('')}</spine></package>`,
    ...Object.fromEntries(
      chapters.map((body, i) => [`c${i}.xhtml`, `<html><head>${head}</head><body>${body}</body></html>`]),
    ),
    ...more,
  })

export const eml = (head: string, body: string) =>
  `From: Anna <anna@quay.example>\r\nTo: Bo <bo@quay.example>\r\nSubject: Rope\r\nMIME-Version: 1.0\r\n${head}\r\n\r\n${body}`
