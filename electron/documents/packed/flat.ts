import type { Guard } from './guard'
import { rootTag } from './root_tag'
import type { Packed } from './zip'

/** Office files that are one file of XML instead of an archive: flat OpenDocument (.fodt), Word's and PowerPoint's "XML document". */

/** Its parts as an archive has them; undefined for any other file. `text`: its bytes as Latin-1. */
export function flatPacked(data: Uint8Array, text: string, guard: Guard): Packed | undefined {
  const root = rootTag(text)
  const parts = openDocument(data, text, root) ?? (root.startsWith('<pkg:package') ? openPackage(text) : undefined)
  return parts && new Flat(parts, guard)
}

function openDocument(data: Uint8Array, text: string, root: string): Map<string, Uint8Array> | undefined {
  const type = /\boffice:mimetype\s*=\s*["']([\w.+/-]+)/.exec(root)?.[1]
  if (!root.startsWith('<office:document') || type === undefined) return undefined
  const body = text.indexOf('<office:body')
  const styles = `${text.slice(0, body < 0 ? text.length : body)}</office:document>`
  return new Map([
    ['mimetype', Buffer.from(type, 'latin1')],
    ['content.xml', data],
    ['styles.xml', Buffer.from(styles, 'latin1')],
  ])
}

const PART = '<pkg:part'
const NAME = /\spkg:name\s*=\s*"\/([^"]+)"/
const TYPE = /\spkg:contentType\s*=\s*"([^"]+)"/
const XML = /^<[^<>]*>\s*<pkg:xmlData[^<>]*>/

function openPackage(text: string): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  let types = ''
  for (let at = text.indexOf(PART); at >= 0; ) {
    const next = text.indexOf(PART, at + PART.length)
    const part = text.slice(at, next < 0 ? text.length : next)
    const tag = part.slice(0, part.indexOf('>'))
    const [name, type] = [NAME.exec(tag)?.[1], TYPE.exec(tag)?.[1] ?? '']
    const begin = XML.exec(part)?.[0].length
    const end = part.lastIndexOf('</pkg:xmlData>')
    if (name !== undefined && begin !== undefined && end >= begin) {
      parts.set(name, Buffer.from(part.slice(begin, end), 'latin1'))
      types += `<Override PartName="/${name}" ContentType="${type}"/>`
    }
    at = next
  }
  return parts.set('[Content_Types].xml', Buffer.from(`<Types>${types}</Types>`, 'latin1'))
}

/** Parts by their names. */
export class Flat implements Packed {
  constructor(
    private readonly parts: ReadonlyMap<string, Uint8Array>,
    readonly guard: Guard,
  ) {}

  get names(): string[] {
    return [...this.parts.keys()]
  }

  has(name: string): boolean {
    return this.parts.has(name)
  }

  async *bytes(name: string): AsyncGenerator<Buffer> {
    const part = this.parts.get(name)
    if (!part) return
    this.guard.unpack(part.length, part.length, part.length)
    yield Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  }

  async all(name: string): Promise<Buffer> {
    return Buffer.from(this.parts.get(name) ?? [])
  }
}
