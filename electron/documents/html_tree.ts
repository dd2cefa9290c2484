import { ElementType, type parseDocument } from 'htmlparser2'
import { collapseSpace } from '../shared/document/characters'

/** The elements of a web page, and questions about them. */

export type Parent = Pick<ReturnType<typeof parseDocument>, 'children'>
export type Node = Parent['children'][number]
export type Element = Extract<Node, { attribs: unknown }>

export const isTag = (node: Node): node is Element => ElementType.isTag(node)
export const isText = (node: Node): node is Extract<Node, { type: ElementType.ElementType.Text }> =>
  node.type === ElementType.Text

/** All of its text, without asking whether it shows. */
export const textOf = (node: Parent): string =>
  collapseSpace(node.children.map((child) => (isText(child) ? child.data : isTag(child) ? textOf(child) : '')).join(''))

export const holds = (element: Element, names: string): boolean =>
  element.children.some((child) => isTag(child) && (names.split(' ').includes(child.name) || holds(child, names)))

/** More than a cell of a table of values: a part of the page. */
export const holdsMuch = (cell: Element): boolean =>
  holds(cell, 'table h1 h2 h3 h4 h5 h6 pre hr form article section') ||
  cell.children.filter((child) => isTag(child) && /^(?:p|ul|ol|blockquote|dl)$/.test(child.name)).length > 2

/** The rows of a table, without those of tables inside. */
export function rowsOf(table: Element): Element[] {
  const children = table.children.filter(isTag)
  return children.flatMap((child) =>
    child.name === 'tr' ? [child] : /^t(?:head|body|foot)$/.test(child.name) ? rowsOf(child) : [],
  )
}

/** The chosen one of its options; the first, unless one is. */
export function shownOfSelect(select: Element): string {
  const options: Element[] = []
  const gather = (node: Element): void => {
    for (const child of node.children.filter(isTag)) child.name === 'option' ? options.push(child) : gather(child)
  }
  gather(select)
  const chosen = options.filter((option) => option.attribs.selected !== undefined)
  return (chosen.length > 0 ? chosen : options.slice(0, 1)).map(textOf).join(', ')
}
