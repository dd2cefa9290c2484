import { DocumentError, type SourceDocument } from '../shared/document/types'
import { readEpub } from './book/epub'
import { writeInner } from './inner'
import { readXlsx } from './office/excel/xlsx'
import { readOdp } from './office/odf/odp'
import { readOds } from './office/odf/ods'
import { readOdt } from './office/odf/odt'
import type { OfficeOptions } from './office/options'
import { readPptx } from './office/powerpoint/pptx'
import { mainPart } from './office/relations'
import { readDocx } from './office/word/docx'
import type { Guard } from './packed/guard'
import { elements, xmlOf } from './packed/xml'
import { type Packed, Zip } from './packed/zip'

export const isZip = (data: Uint8Array): boolean =>
  data[0] === 0x50 && data[1] === 0x4b && data[2] === 3 && data[3] === 4

type Reader = (packed: Packed, options: OfficeOptions) => Promise<SourceDocument>

/** By what the file says of its main part, whatever it is called. */
const OFFICE: [RegExp, Reader][] = [
  [/word/i, (packed, options) => readDocx(packed, options, writeInner)],
  [/spreadsheet|excel/i, readXlsx],
  [/presentation|powerpoint/i, readPptx],
]

/** Files that are archives of others: those of office programs, e-books. Throws DocumentError. */
export async function readPacked(data: Uint8Array, guard: Guard, options: OfficeOptions): Promise<SourceDocument> {
  return readParts(await Zip.open(data, guard), options)
}

/** The same, where a file has its parts otherwise than in an archive. */
export async function readParts(packed: Packed, options: OfficeOptions): Promise<SourceDocument> {
  const reader = await readerOf(packed)
  try {
    return await reader(packed, options)
  } catch (error) {
    throw error instanceof DocumentError ? error : packed.guard.damaged(error)
  }
}

const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.'

async function readerOf(packed: Packed): Promise<Reader> {
  const type = packed.has('mimetype') ? (await packed.all('mimetype')).toString('latin1').trim() : ''
  if (type === 'application/epub+zip' || packed.has('META-INF/container.xml')) return readEpub
  if (type.startsWith(`${OPEN_DOCUMENT}text`)) return readOdt
  if (type.startsWith(`${OPEN_DOCUMENT}spreadsheet`)) return readOds
  if (type.startsWith(`${OPEN_DOCUMENT}presentation`)) return readOdp
  if (type.startsWith(`${OPEN_DOCUMENT}graphics`)) return readOdp
  if (type.startsWith(OPEN_DOCUMENT)) {
    throw unsupported(packed, 'an OpenDocument formula or database', 'save it as PDF first')
  }
  if (packed.has('[Content_Types].xml')) {
    const office = await mainType(packed)
    if (/binary/.test(office))
      throw unsupported(packed, 'a binary Excel file', 'save it as an ordinary Excel workbook (.xlsx)')
    const found = OFFICE.find(([words]) => words.test(office))
    if (found) return found[1]
  }
  const ofApple = appleKind(packed)
  if (ofApple) throw unsupported(packed, ofApple, 'export it as PDF in the program that it comes from')
  throw unsupported(packed, 'a ZIP archive', 'unpack it and choose a file in it')
}

const APPLE: Record<string, string> = {
  pages: 'a Pages document',
  numbers: 'a Numbers spreadsheet',
  key: 'a Keynote presentation',
}

/** What Apple's programs keep in parts of their own; their names tell which program that was. */
function appleKind({ names, guard: { file } }: Packed): string | undefined {
  if (!names.some((name) => /(?:^|\/)Index(?:\.zip|\/Document\.iwa)$|^index\.(?:xml|apxl)(?:\.gz)?$/.test(name)))
    return undefined
  return APPLE[/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''] ?? 'a document of Pages, Numbers or Keynote'
}

/** "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" */
async function mainType(packed: Packed): Promise<string> {
  const types = await xmlOf(packed, '[Content_Types].xml')
  const main = await mainPart(packed)
  const named = elements(types, 'Override').find(({ attributes }) => attributes.PartName === `/${main}`)
  const byEnding = elements(types, 'Default').find(({ attributes }) => main.endsWith(`.${attributes.Extension}`))
  return named?.attributes.ContentType ?? byEnding?.attributes.ContentType ?? main
}

const unsupported = (packed: Packed, what: string, advice: string): DocumentError =>
  new DocumentError('unsupported', `"${packed.guard.file}" is ${what}, which SparseLens can't read: ${advice}.`)
