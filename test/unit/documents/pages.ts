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
}

export const pdfOfPlaced = (pages: Placed[][]): Uint8Array => pdfOfContents(pages.map(contentOf))

const contentOf = (page: Placed[]): string =>
  page.map(({ x, y, text, size = 12 }) => `BT /F ${size} Tf ${x} ${y} Td (${text}) Tj ET`).join(' ')

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
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...fields.map((field, i) => `<< /Type /Annot /Subtype /Widget /T (field ${i}) /F 4 ${field} >>`),
  ])
}

function pdfOfContents(pages: string[]): Uint8Array {
  const objects: string[] = []
  const font = 3
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')
  objects.push('<< /Type /Catalog /Pages 2 0 R >>')
  objects.push(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] /MediaBox [0 0 400 600] >>`)
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  for (const [i, content] of pages.entries()) {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /Resources << /Font << /F ${font} 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
    )
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
  }
  return assemble(objects)
}

function assemble(objects: string[]): Uint8Array {
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
