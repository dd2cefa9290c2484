import { above, below, fraction, grouped, root } from '../formula_line'
import { child, elements, isXml, type Xml, xmlText } from '../packed/xml'

/** A formula of Word or PowerPoint in one line, as it would be typed: "(a+b)/2", "x²", "√16". */
export function formulaText(math: Xml): string {
  const part = (name: string) => inner(child(math, name))
  const value = (holder: string, name: string) => child(math, holder, name)?.attributes.val
  switch (math.name) {
    case 't':
      return xmlText(math)
    case 'f':
      return fraction(part('num'), part('den'))
    case 'sSup':
      return grouped(part('e')) + above(part('sup'))
    case 'sSub':
      return part('e') + below(part('sub'))
    case 'sSubSup':
      return part('e') + below(part('sub')) + above(part('sup'))
    case 'rad':
      return root(part('e'), part('deg'))
    case 'd': {
      const parts = elements(math, 'e').map(inner)
      return (
        (value('dPr', 'begChr') ?? '(') + parts.join(value('dPr', 'sepChr') ?? '|') + (value('dPr', 'endChr') ?? ')')
      )
    }
    case 'nary':
      return `${value('naryPr', 'chr') ?? '∫'}${below(part('sub'))}${above(part('sup'))} ${part('e')}`
    case 'func':
      return `${part('fName')} ${part('e')}`
    case 'm':
    case 'eqArr':
      return elements(math)
        .filter(({ name }) => name === 'mr' || name === 'e')
        .map((row) => (row.name === 'e' ? inner(row) : elements(row, 'e').map(inner).join(', ')))
        .join('; ')
    default:
      return inner(math)
  }
}

const inner = (of: Xml | undefined): string => (of?.children ?? []).filter(isXml).map(formulaText).join('')
