import { posix } from 'node:path'
import { DocumentError, type SourceDocument } from '../../shared/document/types'
import { type PageName, toDocument } from '../blocks'
import { Flow } from '../flow/flow'
import { blocksOfHtml } from '../markup/html'
import { type LinkedSheets, MOST_OF_SHEETS, type Rule, rulesOf, sheetsNamedIn } from '../markup/style_sheets'
import type { OfficeOptions } from '../office/options'
import { below, child, elements, type Xml, xmlOf, xmlText } from '../packed/xml'
import type { Packed } from '../packed/zip'

const PACKAGE = 'application/oebps-package+xml'
const CHAPTER = /x?html/i

/** An e-book: each of its files in reading order is a page, called as its first heading is. */
export async function readEpub(packed: Packed, options: OfficeOptions): Promise<SourceDocument> {
  await refuseLocked(packed)
  const container = await xmlOf(packed, 'META-INF/container.xml')
  const files = container ? [...below(container, 'rootfile')] : []
  const main = (files.find(({ attributes }) => attributes['media-type'] === PACKAGE) ?? files[0])?.attributes[
    'full-path'
  ]
  const book = main === undefined ? undefined : await xmlOf(packed, main)
  if (main === undefined || !book) throw packed.guard.damaged()
  const flow = new Flow(packed.guard)
  const pages: PageName[] = []
  const sheets = new BookSheets(packed)
  let pictures = 0
  for (const part of chaptersOf(book, posix.dirname(main))) {
    if (!packed.has(part)) continue
    const html = packed.guard.signs.shown(new TextDecoder().decode(await packed.all(part)))
    const linked = await sheets.of(html, posix.dirname(part))
    const { blocks, notes } = blocksOfHtml(html, { ...options, isXml: true, linked })
    pictures += html.match(/<(?:img|svg:image|image)\b/gi)?.length ?? 0
    if (blocks.length === 0) continue
    if (pages.length > 0) flow.nextPage()
    const name = blocks.find(({ kind }) => kind === 'heading')?.text
    pages.push({ part: 'chapter', ...(name !== undefined && { label: name }) })
    flow.paragraphs(blocks)
    for (const { kind, text } of notes) flow.noteOn(pages.length, kind, text)
  }
  if (pictures > 0)
    flow.noteOfAll('unread', `${pictures === 1 ? 'One picture was' : `${pictures} pictures were`} not read.`)
  const title = xmlText(child(book, 'metadata', 'title')).trim()
  const read = toDocument(flow.blocks, packed.guard.file, 'epub', pages.length > 0 ? pages : 1, flow.notes())
  return title === '' ? read : { ...read, title }
}

/** The style sheets of a book's chapters, each read once. */
class BookSheets {
  private readonly read = new Map<string, readonly Rule[]>()
  private bytes = 0

  constructor(private readonly packed: Packed) {}

  /** Those that a chapter names, as far as the book has them. */
  async of(html: string, folder: string): Promise<LinkedSheets> {
    const linked = new Map<string, readonly Rule[]>()
    for (const name of sheetsNamedIn(html)) {
      const part = posix.join(folder, decoded(name))
      if (!this.packed.has(part)) continue
      const rules = this.read.get(part) ?? (await this.rulesOf(part))
      this.read.set(part, rules)
      linked.set(name, rules)
      this.packed.guard.checkTime()
    }
    return linked
  }

  /** None where that is more than style sheets are. */
  private async rulesOf(part: string): Promise<readonly Rule[]> {
    const sheet = await this.packed.all(part)
    this.bytes += sheet.length
    return this.bytes > MOST_OF_SHEETS ? [] : rulesOf(new TextDecoder().decode(sheet))
  }
}

/** The files of the spine that are part of the reading order; what is not (`linear="no"`) stands at the end. */
function chaptersOf(book: Xml, folder: string): string[] {
  const items = new Map(elements(child(book, 'manifest'), 'item').map(({ attributes }) => [attributes.id, attributes]))
  const spine = elements(child(book, 'spine'), 'itemref').map(({ attributes }) => attributes)
  const ordered = [...spine.filter(({ linear }) => linear !== 'no'), ...spine.filter(({ linear }) => linear === 'no')]
  return ordered.flatMap(({ idref }) => {
    const item = items.get(idref ?? '')
    if (item?.href === undefined || !CHAPTER.test(item['media-type'] ?? '')) return []
    return [posix.join(folder, decoded(item.href.replace(/#.*$/, '')))]
  })
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** Fonts are often encrypted, by their own simple rule; then the text is not. */
async function refuseLocked(packed: Packed): Promise<void> {
  const root = await xmlOf(packed, 'META-INF/encryption.xml')
  const locked = (root ? [...below(root, 'CipherReference')] : []).map(({ attributes }) => attributes.URI ?? '')
  if (!locked.some((name) => CHAPTER.test(posix.extname(name)))) return
  throw new DocumentError(
    'unsupported',
    `"${packed.guard.file}" is an e-book with copy protection (DRM), which only its own readers open: choose a copy without it.`,
  )
}
