import { ElementType, type parseDocument } from 'htmlparser2'
import { collapseSpace } from '../../shared/document/characters'

/** The elements of a web page, and questions about them. */

export type Parent = Pick<ReturnType<typeof parseDocument>, 'children'>
export type Node = Parent['children'][number]
export type Element = Extract<Node, { attribs: unknown }>

export const isTag = (node: Node): node is Element => ElementType.isTag(node)
export const isText = (node: Node): node is Extract<Node, { type: ElementType.ElementType.Text }> =>
  node.type === ElementType.Text

/** All nodes below one, in their order. A page may be deeper than a function can call itself. */
export function* descendants(node: Parent): Generator<Node> {
  const waiting: Node[] = []
  const wait = (nodes: Node[]) => {
    for (let i = nodes.length - 1; i >= 0; i--) waiting.push(nodes[i]!)
  }
  wait(node.children)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next
    if (isTag(next)) wait(next.children)
  }
}

/** All of its text, without asking whether it shows. */
export function textOf(node: Parent): string {
  let text = ''
  for (const child of descendants(node)) if (isText(child)) text += child.data
  return collapseSpace(text)
}

export function holds(element: Element, names: string): boolean {
  for (const child of descendants(element)) if (isTag(child) && names.split(' ').includes(child.name)) return true
  return false
}

/** The chosen one of its options; the first, unless one is. */
export function shownOfSelect(select: Element): string {
  const options = [...descendants(select)].filter((it): it is Element => isTag(it) && it.name === 'option')
  const chosen = options.filter((option) => option.attribs.selected !== undefined)
  return (chosen.length > 0 ? chosen : options.slice(0, 1)).map(textOf).join(', ')
}
