import { posix } from 'node:path'
import { elements, xmlOf } from '../packed/xml'
import type { Packed } from '../packed/zip'

/** How a part of an Office file names another one. */
export interface Relation {
  id: string
  /** The last word of its type: "footnotes", "slide", "image". */
  type: string
  /** The part's name in the archive, or an address. */
  target: string
  /** Lies outside of the file: it is never fetched. */
  external: boolean
}

/** What a part refers to; '' for the file itself. */
export async function relationsOf(packed: Packed, part: string): Promise<Relation[]> {
  const { dir, base } = posix.parse(part)
  const root = await xmlOf(packed, posix.join(dir, '_rels', `${base}.rels`))
  return elements(root, 'Relationship').map(({ attributes: { Id = '', Type = '', Target = '', TargetMode } }) => ({
    id: Id,
    type: Type.slice(Type.lastIndexOf('/') + 1),
    target:
      TargetMode === 'External'
        ? Target
        : posix.join(Target.startsWith('/') ? '' : dir, `./${Target}`).replace(/^\//, ''),
    external: TargetMode === 'External',
  }))
}

/** The part that an Office file begins with: its text, its workbook, its presentation. */
export async function mainPart(packed: Packed): Promise<string> {
  const main = (await relationsOf(packed, '')).find(({ type }) => type === 'officeDocument')?.target
  if (main === undefined || !packed.has(main)) throw packed.guard.damaged()
  return main
}

export const targetOf = (relations: readonly Relation[], type: string): string | undefined =>
  relations.find((relation) => relation.type === type && !relation.external)?.target

export const targetsOf = (relations: readonly Relation[], type: string): string[] =>
  relations.filter((relation) => relation.type === type && !relation.external).map(({ target }) => target)
