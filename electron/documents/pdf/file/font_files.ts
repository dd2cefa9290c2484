import type { Objects } from './objects'
import { inherited } from './page_resources'
import { readTrueType, type TrueType } from './true_type'
import { type Dict, Name, Ref, type Value } from './values'

/** What a font's own file calls the glyph that a code draws; `named`: what the PDF calls it, of simple fonts. */
export type OwnName = (code: number, named: string | undefined) => OwnGlyph | undefined

/** A name, and, where the font has none, the characters that its own table has for the same glyph. */
export interface OwnGlyph {
  name?: string
  character?: number
}

/** Forms in forms, at most. */
const DEEPEST = 3
const SYMBOLIC = 4

/**
 * What the files of a page's TrueType fonts say of their glyphs, by the fonts' names in the PDF: pdf.js makes these files
 * anew, without names. A name that two fonts share says nothing.
 */
export async function ownNames(objects: Objects, page: { num: number }): Promise<Map<string, OwnName>> {
  const found = new Map<string, OwnName | undefined>()
  const seen = new Set<number>()
  const dict = await objects.dict(new Ref(page.num))
  await collect(objects, await inherited(objects, dict, 'Resources'), found, seen, 0)
  return new Map([...found].flatMap(([name, own]) => (own ? [[name, own] as const] : [])))
}

type Found = Map<string, OwnName | undefined>

async function collect(objects: Objects, resources: Dict, found: Found, seen: Set<number>, depth: number) {
  for (const value of (await objects.dict(resources.get('Font'))).values()) {
    if (isKnown(value, seen)) continue
    const font = await objects.dict(value)
    const name = await objects.resolve(font.get('BaseFont'))
    if (!(name instanceof Name) || !font.has('ToUnicode')) continue
    const own = await ownNameOf(objects, font).catch(() => undefined)
    found.set(name.name, found.has(name.name) ? undefined : own)
  }
  if (depth >= DEEPEST) return
  for (const value of (await objects.dict(resources.get('XObject'))).values()) {
    if (isKnown(value, seen)) continue
    const form = await objects.dict(value)
    await collect(objects, await objects.dict(form.get('Resources')), found, seen, depth + 1)
  }
}

function isKnown(value: Value, seen: Set<number>): boolean {
  if (!(value instanceof Ref)) return false
  if (seen.has(value.number)) return true
  seen.add(value.number)
  return false
}

async function ownNameOf(objects: Objects, font: Dict): Promise<OwnName | undefined> {
  const below = (await objects.list(font.get('DescendantFonts')))[0]
  const holder = below === undefined ? font : await objects.dict(below)
  const descriptor = await objects.dict(holder.get('FontDescriptor'))
  const file = await objects.stream(descriptor.get('FontFile2'))
  if (!file) return undefined
  const read = readTrueType(file)
  const glyphOf =
    below === undefined ? await simple(objects, font, descriptor, read) : await numbered(objects, font, holder)
  const characters = new Map([...read.unicode].map(([code, glyph]) => [glyph, code]))
  if (!glyphOf) return undefined
  return (code, named) => {
    const glyph = glyphOf(code, named)
    if (glyph === undefined) return undefined
    const [name, character] = [read.names[glyph], characters.get(glyph)]
    // By names alone a simple font's codes find their glyphs: the table can't tell what these are.
    return { ...(name && { name }), ...(below !== undefined && character !== undefined && { character }) }
  }
}

type GlyphOf = (code: number, named: string | undefined) => number | undefined

/** Codes of two bytes are numbers of glyphs, or a list says which. */
async function numbered(objects: Objects, font: Dict, below: Dict): Promise<GlyphOf | undefined> {
  const encoding = await objects.resolve(font.get('Encoding'))
  if (!(encoding instanceof Name) || !encoding.name.startsWith('Identity-')) return undefined
  const map = below.get('CIDToGIDMap')
  const list = map instanceof Ref ? await objects.stream(map) : undefined
  return (code) => (list ? (list[2 * code]! << 8) | list[2 * code + 1]! : code)
}

async function simple(objects: Objects, font: Dict, descriptor: Dict, read: TrueType): Promise<GlyphOf> {
  const flags = await objects.resolve(descriptor.get('Flags'))
  const bySigns = !font.has('Encoding') || (typeof flags === 'number' && (flags & SYMBOLIC) !== 0)
  return (code, named) => {
    if (bySigns) return read.codes.get(code) ?? read.unicode.get(code)
    const character = named?.length === 1 ? named.charCodeAt(0) : undefined
    return (character === undefined ? undefined : read.unicode.get(character)) ?? read.codes.get(code)
  }
}
