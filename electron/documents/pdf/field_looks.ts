import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { objectsOf } from './file/of_pdf'
import { type Field, isKeptOffScreen, valuesOf } from './form_fields'
import type { PageNote } from './seen/page_notes'
import type { PageReader } from './seen/page_text'

/**
 * Fields with what they are seen to say: the file may bring along how a field looks, which is drawn whatever it holds
 * (programs that fill forms in may leave one of the two as it was).
 */
export async function withLooks(
  fields: readonly Field[],
  pdf: PDFDocumentProxy,
  page: PDFPageProxy,
  reader: PageReader,
): Promise<{ fields: readonly Field[]; notes: PageNote[] }> {
  const ids = new Set(fields.filter(mayLookOtherwise).flatMap(({ id }) => id ?? []))
  if (ids.size === 0 || (await areMadeAnew(pdf))) return { fields, notes: [] }
  const drawn = await reader.annotationTexts(page, ids).catch(() => new Map<string, string>())
  const notes: PageNote[] = []
  const all = fields.map((field) => {
    const look = drawn.get(field.id ?? '') ?? ''
    if (look === '' || saysSame(field, look)) return field
    const held = plain(heldBy(field))
    if (held !== '' && !plain(look).includes(held)) notes.push(noteOn(field, look))
    return { ...field, look }
  })
  return { fields: all, notes }
}

/** Lists show all that can be chosen. */
const mayLookOtherwise = (field: Field): boolean =>
  field.subtype === 'Widget' &&
  (field.fieldType === 'Tx' || (field.fieldType === 'Ch' && field.combo === true)) &&
  field.hasAppearance === true &&
  !field.password &&
  !isKeptOffScreen(field)

/** The file asks for its fields to be drawn by what they hold. */
async function areMadeAnew(pdf: PDFDocumentProxy): Promise<boolean> {
  const objects = await objectsOf(pdf)
  const form = await objects.dict((await objects.catalog()).get('AcroForm'))
  return (await objects.resolve(form.get('NeedAppearances'))) === true
}

/** What is too long for its field is drawn in part. */
function saysSame(field: Field, look: string): boolean {
  const [value, drawn] = [plain(heldBy(field)), plain(look)]
  if (value === '') return drawn === ''
  return drawn === '' || value.includes(drawn) || drawn === value
}

const heldBy = (field: Field): string => valuesOf(field).join(' ')

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '')

function noteOn(field: Field, look: string): PageNote {
  const text = `A field holds "${heldBy(field)}" and shows "${look}": what it shows was read.`
  return { kind: 'hidden', text }
}
