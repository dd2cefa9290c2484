import { Parser } from 'htmlparser2'
import { DocumentError } from '../../shared/document/types'
import type { Guard } from './guard'
import type { Packed } from './zip'

/** An element with its names as they are without their prefixes, which every program chooses as it likes. */
export interface Xml {
  name: string
  /** Those of the namespace of relations keep "r:" before their names. */
  attributes: Record<string, string>
  children: XmlNode[]
}

export type XmlNode = Xml | string

export const isXml = (node: XmlNode): node is Xml => typeof node !== 'string'

export const elements = (of: Xml | undefined, name?: string): Xml[] =>
  (of?.children ?? []).filter((node): node is Xml => isXml(node) && (name === undefined || node.name === name))

/** The first child of that name, or the one at the end of a path of names. */
export function child(of: Xml | undefined, ...path: string[]): Xml | undefined {
  let at = of
  for (const name of path) at = at?.children.find((node): node is Xml => isXml(node) && node.name === name)
  return at
}

/** All elements below one of that name, in their order. The guard's depth bounds how deep this calls itself. */
export function* below(of: Xml, name: string): Generator<Xml> {
  for (const node of of.children) {
    if (!isXml(node)) continue
    if (node.name === name) yield node
    yield* below(node, name)
  }
}

export const xmlText = (of: Xml | undefined): string =>
  (of?.children ?? []).map((node) => (isXml(node) ? xmlText(node) : node)).join('')

/** An element that is not kept begins; its attributes' names have their prefixes. */
type Begins = (name: string, attributes: Record<string, string>, path: readonly string[]) => void

/**
 * Goes through the XML file of an archive and gives each element that `isWanted`, whole, as soon as it has ended; nothing
 * else of the file is kept. `path`: the names of the elements around it. `begins` hears of the others as they begin.
 */
export async function eachElement(
  packed: Packed,
  part: string,
  isWanted: (name: string, path: readonly string[]) => boolean,
  each: (element: Xml, path: readonly string[]) => void,
  begins?: Begins,
): Promise<void> {
  const reader = new XmlReader(packed.guard, isWanted, each, begins)
  let decoder: InstanceType<typeof TextDecoder> | undefined
  for await (const chunk of packed.bytes(part)) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    reader.write(decoder.decode(chunk, { stream: true }))
  }
  reader.end()
}

/** All of a small XML file; undefined if there is none. */
export async function xmlOf(packed: Packed, part: string): Promise<Xml | undefined> {
  let root: Xml | undefined
  if (!packed.has(part)) return undefined
  await eachElement(
    packed,
    part,
    (_, path) => path.length === 0,
    (element) => {
      root ??= element
    },
  )
  return root
}

function encodingOf(chunk: Buffer): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)/.exec(chunk.toString('latin1', 0, 200))?.[1]
  try {
    return new TextDecoder(declared).encoding
  } catch {
    return 'utf-8'
  }
}

const RELATIONS = /\/relationships$/

class XmlReader {
  /** Names of the open elements. */
  private readonly path: string[] = []
  /** Those of them that are kept. */
  private readonly kept: Xml[] = []
  private held = 0
  /** Of the namespace of relations. */
  private readonly relations = new Set(['r'])
  private readonly parser: Parser

  constructor(
    private readonly guard: Guard,
    private readonly isWanted: (name: string, path: readonly string[]) => boolean,
    private readonly each: (element: Xml, path: readonly string[]) => void,
    private readonly begins?: Begins,
  ) {
    this.parser = new Parser(
      {
        onopentag: (name, attributes) => this.open(name, attributes),
        onclosetag: () => this.close(),
        ontext: (text) => this.text(text),
        onprocessinginstruction: (name, data) => this.refuseEntities(name, data),
      },
      { xmlMode: true, decodeEntities: true },
    )
  }

  write(text: string): void {
    this.parser.write(text)
  }

  end(): void {
    this.parser.end()
  }

  private open(qualified: string, attributes: Record<string, string>): void {
    this.guard.element(this.path.length, this.held)
    const name = local(qualified)
    const parent = this.kept.at(-1)
    if (parent || this.isWanted(name, this.path)) {
      const element = { name, attributes: this.named(attributes), children: [] }
      parent?.children.push(element)
      this.kept.push(element)
      this.held++
    } else {
      this.learn(attributes)
      this.begins?.(name, attributes, this.path)
    }
    this.path.push(name)
  }

  private close(): void {
    this.path.pop()
    const element = this.kept.pop()
    if (!element) return
    for (const [i, node] of element.children.entries()) {
      if (!isXml(node)) element.children[i] = this.guard.signs.shown(node)
    }
    if (this.kept.length > 0) return
    this.held = 0
    this.each(element, this.path)
  }

  private text(text: string): void {
    const children = this.kept.at(-1)?.children
    if (!children) return
    const last = children.at(-1)
    if (typeof last === 'string') children[children.length - 1] = last + text
    else children.push(text)
  }

  private learn(attributes: Record<string, string>): void {
    for (const name of Object.keys(attributes)) {
      if (name.startsWith('xmlns:') && RELATIONS.test(attributes[name]!)) this.relations.add(name.slice(6))
    }
  }

  private named(attributes: Record<string, string>): Record<string, string> {
    this.learn(attributes)
    const named: Record<string, string> = {}
    for (const [name, value] of Object.entries(attributes)) {
      const prefix = name.slice(0, Math.max(0, name.indexOf(':')))
      if (prefix === 'xmlns') continue
      named[this.relations.has(prefix) ? `r:${local(name)}` : local(name)] = value
    }
    return named
  }

  /** The parser knows no entities but XML's own five; a file that defines some is none that an office program wrote. */
  private refuseEntities(name: string, data: string): void {
    if (name.toLowerCase() !== '!doctype' || !data.includes('[')) return
    throw new DocumentError(
      'unsupported',
      `"${this.guard.file}" defines entities of its own, as attacks do and office programs don't, and was not read: get a copy from someone you trust.`,
    )
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
