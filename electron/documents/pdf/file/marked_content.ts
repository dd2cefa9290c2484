import type { Objects } from './objects'
import { inherited } from './page_resources'
import { joined } from './streams'
import { Bytes, type Dict, isWhite, Name, Reader, Ref, textOf, type Value, Word } from './values'

/** Marked content as it begins in a page's drawing. `actual`: what the file says that it means; `mark`: its number. */
export interface Marked {
  tag: string
  actual?: string
  mark?: number
}

/** Forms in forms, at most. */
const DEEPEST = 12
/** The tag of layers, which pdf.js tells of. */
export const LAYER = 'OC'
const ACTUAL = '/ActualText'

/** What a page's drawing marks, in order, without layers; undefined if nothing is said of it that pdf.js doesn't tell. */
export async function markedContent(objects: Objects, page: { num: number }): Promise<Marked[] | undefined> {
  const dict = await objects.dict(new Ref(page.num))
  const parts = await Promise.all((await objects.list(dict.get('Contents'))).map((part) => objects.stream(part)))
  if (parts.some((part) => part === undefined)) return undefined
  // A blank between two parts, as an operator may end one and the next begin the other.
  const drawing: Drawing = {
    bytes: joined(parts.flatMap((part) => [part!, Uint8Array.of(10)])),
    resources: await inherited(objects, dict, 'Resources'),
  }
  if (!(await saysMore(objects, drawing, new Set()))) return undefined
  const found: Marked[] = []
  await walk(objects, drawing, found, 0)
  return found
}

interface Drawing {
  bytes: Uint8Array
  resources: Dict
}

/** Whether it is worth reading a drawing: by its bytes, its properties and the forms that it has at hand. */
async function saysMore(objects: Objects, { bytes, resources }: Drawing, asked: Set<number>): Promise<boolean> {
  if (new TextDecoder('latin1').decode(bytes).includes(ACTUAL)) return true
  for (const value of (await objects.dict(resources.get('Properties'))).values()) {
    const said = await objects.dict(value)
    if (said.has('ActualText') || said.has('MCID')) return true
  }
  for (const value of (await objects.dict(resources.get('XObject'))).values()) {
    if (!(value instanceof Ref) || asked.has(value.number)) continue
    asked.add(value.number)
    const form = await formOf(objects, value, resources)
    if (form && (await saysMore(objects, form, asked))) return true
  }
  return false
}

async function formOf(objects: Objects, value: Value | undefined, around: Dict): Promise<Drawing | undefined> {
  const dict = await objects.dict(value)
  const subtype = await objects.resolve(dict.get('Subtype'))
  if (!(subtype instanceof Name) || subtype.name !== 'Form') return undefined
  const bytes = await objects.stream(value)
  const own = await objects.dict(dict.get('Resources'))
  return bytes && { bytes, resources: own.size > 0 ? own : around }
}

async function walk(objects: Objects, drawing: Drawing, found: Marked[], depth: number): Promise<void> {
  const { bytes, resources } = drawing
  const reader = new Reader(bytes, 0, false)
  const properties = await objects.dict(resources.get('Properties'))
  const forms = await objects.dict(resources.get('XObject'))
  let values: Value[] = []
  for (let value = reader.next(); value !== undefined; value = reader.next()) {
    if (!(value instanceof Word)) {
      values.push(value)
      continue
    }
    const [before, last] = [values.at(-2), values.at(-1)]
    if (value.word === 'BMC' && last instanceof Name) found.push({ tag: last.name })
    if (value.word === 'BDC' && before instanceof Name && before.name !== LAYER) {
      const own = await objects.dict(last instanceof Name ? properties.get(last.name) : last)
      found.push({ tag: before.name, ...(await saidBy(objects, own)) })
    }
    if (value.word === 'Do' && last instanceof Name && depth < DEEPEST) {
      const form = await formOf(objects, forms.get(last.name), resources)
      if (form) await walk(objects, form, found, depth + 1)
    }
    if (value.word === 'ID') skipPicture(reader)
    values = []
  }
}

async function saidBy(objects: Objects, list: Dict): Promise<Omit<Marked, 'tag'>> {
  const actual = await objects.resolve(list.get('ActualText'))
  const mark = await objects.resolve(list.get('MCID'))
  return {
    ...(actual instanceof Bytes ? { actual: textOf(actual) } : {}),
    ...(typeof mark === 'number' ? { mark } : {}),
  }
}

/** Behind a picture in the drawing itself, whose bytes may be anything: "EI" alone, with operators behind it. */
function skipPicture(reader: Reader): void {
  const { bytes } = reader
  for (let i = reader.at + 1; i < bytes.length; i++) {
    if (bytes[i] !== 0x45 || bytes[i + 1] !== 0x49 || !isWhite(bytes[i - 1])) continue
    const behind = bytes.subarray(i + 2, i + 12)
    if ((behind.length > 0 && !isWhite(behind[0])) || behind.some((byte) => byte > 0x7e)) continue
    reader.at = i + 2
    return
  }
  reader.at = bytes.length
}
