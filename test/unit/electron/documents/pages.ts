/** The smallest PDF that has these lines on its pages, in 12 point Helvetica: made at test time, as it may be large. */
export function pdfOf(pages: string[][]): Uint8Array {
  return pdfOfContents(
    pages.map((lines) => `BT /F 12 Tf 14 TL 40 550 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`),
  )
}

/** Text at a place of a page of 400 by 600 points, counted from its lower left corner. */
export interface Placed {
  x: number
  y: number
  text: string
  size?: number
  /** Helvetica (F), bold (B), slanted (I); Courier (C); 'G' has private codes, as fonts give them that don't say which letters they draw. */
  font?: 'F' | 'B' | 'I' | 'C' | 'G'
  /** Degrees that its line rises. */
  turn?: number
  /** 0 is black. */
  gray?: number
}

export const pdfOfPlaced = (pages: Placed[][]): Uint8Array => pdfOfContents(pages.map(contentOf))

const contentOf = (page: Placed[]): string =>
  page
    .map(({ x, y, text, size = 12, font = 'F', turn, gray = 0 }) => {
      const literal = text.replace(/[\\()]/g, '\\$&')
      return `BT ${gray} g /${font} ${size} Tf ${turn === undefined ? `${x} ${y} Td` : matrix(turn, x, y)} (${literal}) Tj ET`
    })
    .join(' ')

function matrix(turn: number, x: number, y: number): string {
  const [along, up] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)].map((one) => one.toFixed(4))
  return `${along} ${up} ${-Number(up)} ${along} ${x} ${y} Tm`
}

/** One page with a form on it. `fields`: entries of their dictionaries, such as "/FT /Tx /V (Anna) /Rect [0 0 9 9]". */
export function pdfOfForm(page: Placed[], fields: string[]): Uint8Array {
  const content = contentOf(page)
  const refs = fields.map((_, i) => `${6 + i} 0 R`).join(' ')
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
  return assemble([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${refs}] /DR << /Font << /F 4 0 R >> >> /DA (/F 11 Tf) >> >>`,
    '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 400 600] >>',
    `<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R /Annots [${refs}] >>`,
    font,
    stream(content),
    ...fields.map((field, i) => `<< /Type /Annot /Subtype /Widget /T (field ${i}) /F 4 ${field} >>`),
  ])
}

/** A form that Adobe's programs make up from XML when they open it; others see only this page. */
export function pdfOfXfa(page: Placed[]): Uint8Array {
  const subform = '<subform name="form" layout="tb"><pageSet><pageArea><contentArea/></pageArea></pageSet></subform>'
  const template = `<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/">${subform}</template>`
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R /NeedsRendering true /AcroForm << /Fields [] /XFA 6 0 R >> >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 400 600] >>',
    '<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    stream(contentOf(page)),
    stream(`<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">${template}</xdp:xdp>`),
  ])
}

/** One page and files that are attached to it: to the whole document, the last ones `pinned` onto the page. */
export function pdfOfAttached(page: Placed[], names: string[], { portfolio = false, pinned = 0 } = {}): Uint8Array {
  const file = '<< /Type /EmbeddedFile /Length 2 >>\nstream\nhi\nendstream'
  const specs = names.map((name) => `<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F 6 0 R >> >>`)
  const listed = specs.slice(0, names.length - pinned).map((spec, i) => `(${i}) ${spec}`)
  const pins = specs
    .slice(names.length - pinned)
    .map((spec) => `<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 20 20] /FS ${spec} >>`)
  return assemble([
    `<< /Type /Catalog /Pages 2 0 R ${portfolio ? '/Collection << /Type /Collection /View /D >>' : ''} /Names << /EmbeddedFiles << /Names [${listed.join(' ')}] >> >> >>`,
    '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 400 600] >>',
    `<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R /Annots [${pins.join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    stream(contentOf(page)),
    file,
  ])
}

const PRIVATE_CODES = `begincmap
1 begincodespacerange <00> <ff> endcodespacerange
1 beginbfrange <21> <7e> <e021> endbfrange
endcmap`

export const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`

function pdfOfContents(pages: string[]): Uint8Array {
  const objects: string[] = []
  const first = 9
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ')
  objects.push('<< /Type /Catalog /Pages 2 0 R >>')
  objects.push(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] /MediaBox [0 0 400 600] >>`)
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>')
  objects.push(stream(PRIVATE_CODES))
  for (const name of ['Helvetica-Bold', 'Helvetica-Oblique', 'Courier']) {
    objects.push(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} >>`)
  }
  for (const [i, content] of pages.entries()) {
    const fonts = '/Resources << /Font << /F 3 0 R /G 4 0 R /B 6 0 R /I 7 0 R /C 8 0 R >> >>'
    objects.push(`<< /Type /Page /Parent 2 0 R ${fonts} /Contents ${first + 1 + 2 * i} 0 R >>`)
    objects.push(stream(content))
  }
  return assemble(objects)
}

export function assemble(objects: string[]): Uint8Array {
  const parts = ['%PDF-1.4\n']
  let length = parts[0]!.length
  const offsets = objects.map((object, i) => {
    const at = length
    const part = `${i + 1} 0 obj\n${object}\nendobj\n`
    parts.push(part)
    length += part.length
    return at
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`)
  parts.push(`trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`)
  return new TextEncoder().encode(parts.join(''))
}
