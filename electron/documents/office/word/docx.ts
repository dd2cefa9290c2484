import type { SourceDocument } from '../../../shared/document/types'
import { toDocument } from '../../blocks'
import { Flow } from '../../flow/flow'
import { inSections } from '../../in_sections'
import { WHITE } from '../../markup/colour'
import { eachElement } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import type { OfficeOptions } from '../options'
import { mainPart, relationsOf, targetOf } from '../relations'
import { BodyReader } from './body'
import { chunksOf, type WriteInner } from './chunks'
import { Numbering } from './numbering'
import { partsOf } from './parts'
import { stylesOf } from './styles'
import { tell } from './tell'

/**
 * A Word file: its paragraphs, lists and tables, footnotes behind what refers to them, endnotes at the end. It has no
 * pages of its own (every program breaks it into others): places are cited by the heading that they stand under.
 */
export async function readDocx(
  packed: Packed,
  options: OfficeOptions,
  writeInner: WriteInner,
): Promise<SourceDocument> {
  const flow = await flowOf(packed, options, { writeInner, level: 1 })
  const sections = inSections(flow.blocks)
  return toDocument(flow.blocks, packed.guard.file, 'docx', sections, flow.notes())
}

/** Word files inside each other: those in deeper ones are told of. */
const DEEPEST = 3

interface Inside {
  writeInner: WriteInner
  level: number
}

async function flowOf(packed: Packed, options: OfficeOptions, { writeInner, level }: Inside): Promise<Flow> {
  const part = await mainPart(packed)
  const relations = await relationsOf(packed, part)
  const parts = await partsOf(packed, relations)
  const flow = new Flow(packed.guard)
  const body = new BodyReader(flow, parts, {
    chunks: await chunksOf(packed, relations, {
      word: level < DEEPEST ? (inner) => flowOf(inner, options, { writeInner, level: level + 1 }) : undefined,
      other: (data, name, into) => writeInner(data, name, into, options),
    }),
    styles: await stylesOf(packed, targetOf(relations, 'styles')),
    numbering: await Numbering.of(packed, targetOf(relations, 'numbering')),
    external: new Set(relations.filter(({ external }) => external).map(({ id }) => id)),
    accepted: options.accepted ?? false,
    hidden: options.hidden ?? false,
    paper: (await hasPaint(packed, part)) ? undefined : WHITE,
  })
  await eachElement(
    packed,
    part,
    (_, path) => path.at(-1) === 'body' && path.length === 2,
    (element) => body.read(element),
  )
  body.finish()
  tell(flow, parts, body.met, options)
  return flow
}

/** Whether the pages have a colour of their own: the document names it before its body. */
async function hasPaint(packed: Packed, part: string): Promise<boolean> {
  let isThere = false
  await eachElement(
    packed,
    part,
    (name, path) => name === 'background' && path.length === 1,
    () => {
      isThere = true
    },
  )
  return isThere
}
