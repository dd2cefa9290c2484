import { collapseSpace } from '../../shared/document/characters'
import { above, below, fraction, root } from '../formula_line'
import { type Element, isTag, isText, type Node, textOf } from './html_tree'

/** Formulas inside each other: more are read as plain text. */
const DEEPEST = 100

/** A formula of a web page (MathML) in one line. Notes for programs, such as its source in TeX, are left out. */
export const mathText = (math: Element): string => collapseSpace(lineOf(math, 0))

function lineOf(node: Node, depth: number): string {
  if (isText(node)) return node.data.trim()
  if (!isTag(node)) return ''
  if (depth > DEEPEST) return textOf(node)
  const lines = node.children.map((child) => lineOf(child, depth + 1))
  const parts = lines.filter((_, i) => isTag(node.children[i]!))
  const [first = '', second = '', third = ''] = parts
  switch (node.name) {
    case 'annotation':
    case 'annotation-xml':
      return ''
    case 'mfrac':
      return fraction(first, second)
    case 'msup':
      return first + above(second)
    case 'msub':
      return first + below(second)
    case 'msubsup':
    case 'munderover':
      return `${first}${below(second)}${above(third)}${node.name === 'munderover' ? ' ' : ''}`
    case 'munder':
      return `${first}${below(second)} `
    case 'mover':
      return first + (/^[¯‾→^~˙]$/.test(second) ? '' : above(second))
    case 'msqrt':
      return root(parts.join(''))
    case 'mroot':
      return root(first, second)
    case 'mfenced':
      return `${node.attribs.open ?? '('}${parts.join(node.attribs.separators?.trim()[0] ?? ', ')}${node.attribs.close ?? ')'}`
    case 'mtable':
      return parts.join('; ')
    case 'mtr':
      return parts.join(', ')
    case 'mspace':
      return ' '
    case 'mtext':
      return ` ${textOf(node)} `
    default:
      return lines.join('')
  }
}
