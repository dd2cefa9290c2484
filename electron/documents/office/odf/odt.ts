import type { SourceDocument } from '../../../shared/document/types'
import { toDocument } from '../../blocks'
import { Flow } from '../../flow/flow'
import { inSections } from '../../in_sections'
import { WHITE } from '../../markup/colour'
import { below, child, eachElement, elements, type Xml, xmlText } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import type { OfficeOptions } from '../options'
import { OdfReader } from './body'
import { CONTENT, checkContent, tellMacros } from './content'
import { OdfStyles } from './styles'

/** An OpenDocument text; its sections are places to cite, as its pages are every program's own. */
export async function readOdt(packed: Packed, options: OfficeOptions): Promise<SourceDocument> {
  await checkContent(packed)
  const { styles, file } = await OdfStyles.shared(packed)
  const flow = new Flow(packed.guard)
  const isPainted = file !== undefined && [...below(file, 'page-layout-properties')].some(hasColour)
  const reader = new OdfReader(flow, styles, {
    accepted: options.accepted ?? false,
    hidden: options.hidden ?? false,
    paper: isPainted ? undefined : WHITE,
  })
  await eachElement(
    packed,
    CONTENT,
    (name, path) => name === 'automatic-styles' || (path.at(-1) === 'text' && path.at(-2) === 'body'),
    (element) => (element.name === 'automatic-styles' ? styles.learn(element) : reader.read(element)),
  )
  reader.finish()
  const heads = elements(child(file, 'master-styles'), 'master-page').flatMap((page) => elements(page))
  const said = new Set<string>()
  for (const head of heads) {
    const which = /^header/.test(head.name) ? 'head' : /^footer/.test(head.name) ? 'foot' : undefined
    const words = [...below(head, 'p')].map(xmlText).join(' ').replace(/\s+/g, ' ').trim()
    if (which === undefined || !/[\p{L}\p{N}]/u.test(words) || said.has(which + words)) continue
    said.add(which + words)
    flow.noteOfAll('apart', `The ${which} of its pages says: "${words}"`)
  }
  tellMacros(packed, flow)
  const sections = inSections(flow.blocks)
  return toDocument(flow.blocks, packed.guard.file, 'odt', sections, flow.notes())
}

const hasColour = ({ attributes }: Xml): boolean => (attributes['background-color'] ?? 'transparent') !== 'transparent'
