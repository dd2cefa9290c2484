/// <reference path="./css_tree.d.ts" />
import { compile } from 'css-select'
import type { CssNode } from 'css-tree'
import generate from 'css-tree/generator'
import parse from 'css-tree/parser'
import walk from 'css-tree/walker'
import { generatedBy, maySay } from './generated'
import { descendants, type Element, isTag, type Parent, textOf } from './html_tree'

/** What is declared of an element: values by the names of properties, in small letters. */
export type Declarations = ReadonlyMap<string, string>

/** Properties that decide whether text shows. */
const ASKED = new Set([
  '-webkit-background-clip',
  'background',
  'background-clip',
  'background-color',
  'bottom',
  'clip',
  'clip-path',
  'color',
  'content-visibility',
  'display',
  'font',
  'font-size',
  'height',
  'left',
  'max-height',
  'opacity',
  'overflow',
  'position',
  'right',
  'list-style',
  'list-style-type',
  'text-decoration',
  'text-decoration-line',
  'text-indent',
  'text-shadow',
  'top',
  'transform',
  'visibility',
  'width',
])

export interface Rule {
  isAbout: (element: Element) => boolean
  specificity: number
  declarations: Declared[]
}

/** Style sheets that lie beside a page and were read, by how it names them. */
export type LinkedSheets = ReadonlyMap<string, readonly Rule[]>

interface Declared {
  name: string
  value: string
  important: boolean
}

/** As many questions whether a rule is about an element are asked of a page; beyond, its style sheets are let be. */
const MOST_QUESTIONS = 10_000_000

/** What style sheets in a page say of its elements, as far as it matters here; those elsewhere are not fetched. */
export class StyleSheets {
  private readonly rules: readonly Rule[]
  private readonly known = new WeakMap<Element, Declarations>()
  /** There are others, which are not known. */
  readonly areOthers: boolean

  constructor(page: Parent, linked: LinkedSheets = new Map()) {
    const all = [...descendants(page)].filter(isTag)
    const named = all.filter(isSheetLink)
    this.areOthers =
      all.some((element) => element.name === 'style' && /@import/i.test(textOf(element))) ||
      named.some(({ attribs }) => !linked.has(attribs.href ?? ''))
    const rules = all.flatMap((element) => {
      if (isSheetLink(element)) return linked.get(element.attribs.href ?? '') ?? []
      return element.name === 'style' ? rulesOf(textOf(element)) : []
    })
    const asked = withoutAdornments(rules)
    this.rules = asked.length * all.length > MOST_QUESTIONS ? [] : asked
  }

  /** All that is declared of an element: what its own style says goes before the sheets, but for what is important there. */
  declared(element: Element): Declarations {
    const known = this.known.get(element)
    if (known) return known
    const declared = this.foundFor(element)
    this.known.set(element, declared)
    return declared
  }

  private foundFor(element: Element): Declarations {
    const found = new Map<string, { value: string; rank: number }>()
    const take = ({ name, value, important }: Declared, specificity: number) => {
      const rank = specificity + (important ? IMPORTANT : 0)
      if (rank >= (found.get(name)?.rank ?? -1)) found.set(name, { value, rank })
    }
    for (const { isAbout, specificity, declarations } of this.rules) {
      if (isAbout(element)) for (const one of declarations) take(one, specificity)
    }
    for (const one of declarationsOf(element.attribs.style ?? '')) take(one, OWN)
    return new Map([...found].map(([name, { value }]) => [name, value]))
  }
}

/** Where no rule writes words before or behind an element, those that write there are about adornments only. */
function withoutAdornments(rules: readonly Rule[]): readonly Rule[] {
  const writes = ({ declarations }: Rule) => declarations.some(({ name }) => name.startsWith('::'))
  const haveWords = rules.some((rule) => writes(rule) && rule.declarations.some(({ value }) => maySay(value)))
  return haveWords ? rules : rules.filter((rule) => !writes(rule))
}

/** Others than those that a reader may choose, or that are for print. */
const isSheetLink = ({ name, attribs }: Element): boolean =>
  name === 'link' &&
  /\bstylesheet\b/i.test(attribs.rel ?? '') &&
  !/\balternate\b/i.test(attribs.rel ?? '') &&
  /^\s*(?:|all|screen)\s*$/i.test(attribs.media ?? '')

/** More than this, in bytes, is more than the style sheets of a book or a page. */
export const MOST_OF_SHEETS = 4_000_000

/** How a page names the style sheets that lie beside it. */
export const sheetsNamedIn = (html: string): string[] =>
  [
    ...html.matchAll(
      /<link\b[^<>]{0,1000}\bhref\s*=\s*(?:"([^"<>]{0,1000})"|'([^'<>]{0,1000})'|([^\s"'<>]{1,1000}))/gi,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3] ?? '').replaceAll('&amp;', '&'))

const OWN = 1e9
const IMPORTANT = 1e10

/** What a style attribute says. */
function declarationsOf(style: string): Declared[] {
  if (style.trim() === '') return []
  const declared: Declared[] = []
  walk(parse(style, { context: 'declarationList', parseValue: false }), {
    visit: 'Declaration',
    enter: (node) => void declared.push(declaredOf(node)),
  })
  return declared.filter(({ name }) => ASKED.has(name))
}

/** The rules of a style sheet that matter here. */
export function rulesOf(sheet: string): Rule[] {
  const rules: Rule[] = []
  walk(parse(sheet, { parseValue: false, parseCustomProperty: false }), {
    visit: 'Rule',
    enter(rule) {
      if (this.atrule && !isOfScreen(this.atrule)) return
      const declarations: Declared[] = []
      rule.block.children.forEach((node) => {
        if (node.type === 'Declaration' && ASKED.has(node.property.toLowerCase())) declarations.push(declaredOf(node))
      })
      const generated = generatedIn(rule)
      if ((declarations.length === 0 && !generated) || rule.prelude.type !== 'SelectorList') return
      rule.prelude.children.forEach((selector) => {
        const text = generate(selector)
        const around = generatedBy(text)
        const declares = around ? (generated ? [{ ...generated, name: around.place }] : []) : declarations
        if (declares.length === 0 || isOfState(around?.of ?? text)) return
        const isAbout = compiled(around?.of ?? text)
        if (isAbout) rules.push({ isAbout, specificity: specificityOf(selector), declarations: declares })
      })
    },
  })
  return rules
}

/** What stands before or behind an element by this rule, as its own name; none where it doesn't show. */
function generatedIn(rule: Extract<CssNode, { type: 'Rule' }>): Declared | undefined {
  let found: Declared | undefined
  let shows = true
  rule.block.children.forEach((node) => {
    if (node.type !== 'Declaration') return
    const name = node.property.toLowerCase()
    if (name === 'content') found = { ...declaredOf(node), value: generate(node.value).trim() }
    if (name === 'display' && /none/i.test(generate(node.value))) shows = false
  })
  return found && { ...found, value: shows ? found.value : 'none' }
}

/** Parts of an element, and states that come and go. */
const isOfState = (selector: string): boolean => /::|:(?:hover|focus|active|target|first-l)/i.test(selector)

function compiled(selector: string): Rule['isAbout'] | undefined {
  try {
    return compile(selector) as unknown as Rule['isAbout']
  } catch {
    return undefined // about states that only a browser knows
  }
}

/** Of others, such as those for print or for narrow windows, nobody knows whether they hold. */
const isOfScreen = ({ name, prelude }: Extract<CssNode, { type: 'Atrule' }>): boolean =>
  /^(?:layer|supports)$/i.test(name) ||
  (/^media$/i.test(name) && /^(?:all|(?:only )?screen)$/i.test(prelude ? generate(prelude).trim() : ''))

const declaredOf = ({ property, value, important }: Extract<CssNode, { type: 'Declaration' }>): Declared => ({
  name: property.toLowerCase(),
  value: generate(value).trim().toLowerCase(),
  important: important !== false,
})

/** Ids before classes before names. */
function specificityOf(selector: CssNode): number {
  let sum = 0
  walk(selector, (node) => {
    if (node.type === 'IdSelector') sum += 1_000_000
    else if (/^(?:Class|Attribute|PseudoClass)Selector$/.test(node.type)) sum += 1000
    else if (node.type === 'TypeSelector') sum += 1
  })
  return sum
}
