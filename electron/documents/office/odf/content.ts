import { saneText } from '../../../shared/document/characters'
import { DocumentError } from '../../../shared/document/types'
import type { Flow } from '../../flow/flow'
import { below, isXml, type Xml, xmlOf } from '../../packed/xml'
import type { Packed } from '../../packed/zip'

/** What all OpenDocument files have in common. */

export const CONTENT = 'content.xml'

/** Throws DocumentError for one that holds nothing that can be read. */
export async function checkContent(packed: Packed): Promise<void> {
  await refuseEncrypted(packed)
  if (!packed.has(CONTENT)) throw packed.guard.damaged()
}

export function tellMacros(packed: Packed, flow: Flow): void {
  if (packed.names.some((name) => /^Basic\/.+\/.+\.xml$|^Scripts\//.test(name) && !/script-lb\.xml$/.test(name))) {
    flow.noteOfAll('unread', 'It holds macros, which were neither run nor read.')
  }
}

const MOST_BLANKS = 100

/** What a paragraph shows, without what people said of it. `span`: what becomes of words in a style of their own. */
export function shownText(of: Xml, span: (style: string, words: string) => string = (_, words) => words): string {
  return of.children
    .map((node) => {
      if (!isXml(node)) return saneText(node.replace(/\s+/g, ' '))
      if (node.name === 's') return ' '.repeat(Math.min(MOST_BLANKS, Number(node.attributes.c ?? 1)))
      if (node.name === 'tab' || node.name === 'line-break') return ' '
      if (node.name === 'annotation' || node.name === 'note') return ''
      const words = shownText(node, span)
      const style = node.attributes['style-name']
      return node.name === 'span' && style !== undefined ? span(style, words) : words
    })
    .join('')
}

async function refuseEncrypted(packed: Packed): Promise<void> {
  const manifest = await xmlOf(packed, 'META-INF/manifest.xml')
  if (!manifest || [...below(manifest, 'encryption-data')].length === 0) return
  throw new DocumentError(
    'unsupported',
    `"${packed.guard.file}" is protected by a password, and SparseLens can't decrypt OpenDocument files: save it without the password first.`,
  )
}
