import { below, elements, type Xml, xmlOf, xmlText } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import { type Relation, targetOf, targetsOf } from '../relations'

/** What a Word file keeps beside its text. */
export interface Parts {
  footnotes: Map<string, Xml>
  endnotes: Map<string, Xml>
  comments: Map<string, string>
  /** What heads and feet of pages say, each once. */
  heads: string[]
  feet: string[]
  macros: boolean
}

export async function partsOf(packed: Packed, relations: readonly Relation[]): Promise<Parts> {
  const byId = async (type: string, name: string) => {
    const part = targetOf(relations, type)
    const root = part === undefined ? undefined : await xmlOf(packed, part)
    return new Map(elements(root, name).map((one) => [one.attributes.id ?? '', one]))
  }
  const said = async (type: string) => {
    const texts: string[] = []
    for (const part of targetsOf(relations, type)) {
      const root = await xmlOf(packed, part)
      if (root) texts.push(wordsOf(root))
    }
    return [...new Set(texts)].filter((text) => /[\p{L}\p{N}]/u.test(text))
  }
  const comments = await byId('comments', 'comment')
  return {
    footnotes: await byId('footnotes', 'footnote'),
    endnotes: await byId('endnotes', 'endnote'),
    comments: new Map([...comments].map(([id, comment]) => [id, wordsOf(comment)])),
    heads: await said('header'),
    feet: await said('footer'),
    macros: targetOf(relations, 'vbaProject') !== undefined,
  }
}

/** Paragraphs on one line. */
const wordsOf = (of: Xml): string =>
  [...below(of, 'p')]
    .map((paragraph) => [...below(paragraph, 't')].map(xmlText).join(''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
