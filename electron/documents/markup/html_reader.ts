import { collapseSpace, saneText } from '../../shared/document/characters'
import type { SentenceKind } from '../../shared/document/types'
import { codeLine, type TextBlock } from '../blocks'
import { writeRows } from '../flow/table_rows'
import { asSet, type Shift } from '../set_signs'
import { CLOSE, markStruck, OPEN } from '../struck'
import { blocksOfLines, wrapWidth } from '../text/text'
import { generatedText } from './generated'
import { BLOCKS, isStruck, isUnseen, listMark, shownOfField, typeOfList } from './html_elements'
import { cellsOf, HtmlTable, holdsMuch, isTable, type ReadCell, rowsOf } from './html_table'
import { descendants, type Element, isTag, isText, type Node, type Parent, shownOfSelect, textOf } from './html_tree'
import { canBeSeen, isGone, type Look, lookOf, lookOfPage } from './look'
import { mathText } from './mathml'
import type { Declarations, StyleSheets } from './style_sheets'

/** Browsers hang what is deeper than 512 elements beside the last one. */
const DEEPEST = 500

/** Boxes of their own, whatever the element is. */
const BLOCK = /^(?:block|flow-root|flex|grid|list-item|table)/

/** What stands in one paragraph, or would if its lines had not been ended by hand. */
interface Paragraph {
  lines: string[]
  kind: SentenceKind
  level?: number
}

export interface HtmlOptions {
  /** Reads what doesn't show too, as `[hidden: ...]`. */
  hidden?: boolean
  /** Leaves out what is marked as deleted. */
  accepted?: boolean
}

/** Goes through the elements of a page and gathers its paragraphs. */
export class HtmlReader {
  struck = 0
  hidden = 0
  inserted = 0
  deleted = 0
  private readonly paragraphs: Paragraph[] = []
  private text = ''
  private kind: SentenceKind = 'prose'
  private level: number | undefined
  /** What the next paragraph begins with. */
  private mark = ''
  private struckDepth = 0
  private isCode = false
  private depth = 0
  private look: Look
  /** How often text was met that can't be seen. */
  private unseen = 0

  constructor(
    private readonly sheets: StyleSheets,
    private readonly options: HtmlOptions = {},
  ) {
    this.look = lookOfPage(!sheets.areOthers)
  }

  read(node: Parent): void {
    this.depth++
    this.addGenerated(node, '::before')
    if (this.depth > DEEPEST) this.readFlat(node)
    else for (const child of node.children) this.readNode(child)
    this.addGenerated(node, '::after')
    this.depth--
  }

  private addGenerated(node: Parent, place: '::before' | '::after'): void {
    if (!('attribs' in node)) return
    const element = node as Element
    const content = this.sheets.declared(element).get(place)
    if (content !== undefined) this.add(generatedText(content, element.attribs))
  }

  /** The paragraphs as blocks. */
  finish(): TextBlock[] {
    this.flush()
    const width = wrapWidth(this.paragraphs.filter(({ kind }) => kind === 'prose').map(({ lines }) => lines))
    return this.paragraphs.flatMap(({ lines, kind, level }): TextBlock[] =>
      kind === 'prose' && lines.length > 1
        ? blocksOfLines(lines, { width }, 1)
        : [{ text: lines.join(' '), kind, level, page: 1 }],
    )
  }

  /** What is deeper than browsers go has no structure any more. */
  private readFlat(node: Parent): void {
    for (const child of descendants(node)) {
      const { parent } = child
      if (isText(child) && !(parent && 'attribs' in parent && this.isHidden(parent))) this.add(` ${child.data} `)
    }
  }

  private isHidden(element: Element): boolean {
    return isUnseen(element) || isGone(element, this.sheets.declared(element))
  }

  private readNode(node: Node): void {
    if (isText(node)) this.add(node.data)
    else if (isTag(node)) this.readElement(node)
  }

  private readElement(element: Element): void {
    if (isUnseen(element)) return
    const declared = this.sheets.declared(element)
    if (isGone(element, declared)) {
      this.passOver(element)
      return
    }
    this.within(element, declared, () => this.readShown(element, declared))
  }

  /** What is inside looks as the element does. */
  private within(element: Element, declared: Declarations, read: () => void): void {
    const { look, unseen } = this
    this.look = lookOf(element, declared, look)
    read()
    if (canBeSeen(look) && this.unseen > unseen && !canBeSeen(this.look)) this.hidden++
    this.look = look
  }

  private passOver(element: Element): void {
    const words = hiddenWords(element)
    if (words === '') return
    this.hidden++
    if (!this.options.hidden) return
    if (BLOCKS.has(element.name)) this.flush()
    this.text += ` ${words} `
    if (BLOCKS.has(element.name)) this.flush()
  }

  private readShown(element: Element, declared: Declarations): void {
    const { name } = element
    if (name === 'ins' && textOf(element) !== '') this.inserted++
    if (name === 'del' && textOf(element) !== '') this.deleted++
    if (name === 'del' && this.options.accepted) return
    if (isStruck(element, declared)) this.readStruck(element)
    else if (BLOCKS.has(name) || isTable(element) || BLOCK.test(declared.get('display') ?? '')) this.readBlock(element)
    else this.readInline(element)
  }

  private readStruck(element: Element): void {
    if (this.struckDepth === 0 && textOf(element) !== '') this.struck++
    this.struckDepth++
    if (this.struckDepth === 1) this.text += OPEN
    if (BLOCKS.has(element.name)) this.readBlock(element)
    else this.read(element)
    this.struckDepth--
    if (this.struckDepth === 0) this.text += CLOSE
  }

  private readInline(element: Element): void {
    const { name, attribs } = element
    if (name === 'br') this.text += '\n'
    else if (name === 'img') this.add(attribs.alt ?? '')
    else if (name === 'input') this.add(` ${shownOfField(element)}`)
    else if (name === 'q') this.readBetween('“', element, '”')
    else if (name === 'select') this.add(` ${shownOfSelect(element)} `)
    else if (name === 'sup' || name === 'sub') this.readShifted(element, name === 'sup' ? 'up' : 'down')
    else if (name === 'math') this.add(mathText(element))
    else if (/^(?:text|textarea)$/.test(name) || this.isItemOfBox(element)) this.readBetween(' ', element, ' ')
    else this.read(element)
  }

  private readShifted(element: Element, shift: Shift): void {
    const words = textOf(element)
    const shown = asSet(words, { shift }, this.text)
    if (shown === words) this.read(element)
    else this.add(shown)
  }

  /** Browsers set what is right inside such a box apart. */
  private isItemOfBox({ parent }: Element): boolean {
    return parent !== null && isTag(parent) && /flex|grid/.test(this.sheets.declared(parent).get('display') ?? '')
  }

  private readBetween(before: string, element: Element, after: string): void {
    this.add(before)
    this.read(element)
    this.add(after)
  }

  private readBlock(element: Element): void {
    this.flush()
    const { kind, level, isCode } = this
    const heading = /^h([1-6])$/.exec(element.name)
    if (heading) {
      this.kind = 'heading'
      this.level = Number(heading[1])
    } else if (/^(?:li|dt|dd|pre)$/.test(element.name)) this.kind = 'item'
    this.isCode ||= element.name === 'pre'
    if (isTable(element)) this.readTable(element)
    else if (element.name === 'ul' || element.name === 'ol' || element.name === 'menu') this.readList(element)
    else this.read(element)
    this.flush()
    Object.assign(this, { kind, level, isCode })
  }

  private readList(list: Element): void {
    const items = list.children.filter((one) => isTag(one) && one.name === 'li').length
    const isDown = list.attribs.reversed !== undefined
    let number = Number.parseInt(list.attribs.start ?? (isDown ? String(items) : '1'), 10)
    const type = typeOfList(list, this.sheets.declared(list))
    for (const child of list.children) {
      if (isTag(child) && child.name === 'li') {
        number = Number.parseInt(child.attribs.value ?? '', 10) || number
        this.flush()
        this.mark = listMark(list, type, number)
        number += isDown ? -1 : 1
      }
      this.readNode(child)
    }
    this.mark = ''
  }

  /** Its rows, each a paragraph, or what its cells hold one after the other where it only arranges the page. */
  private readTable(table: Element): void {
    for (const child of table.children) if (isTag(child) && child.name === 'caption') this.readElement(child)
    const isLayout = rowsOf(table).some(({ row }) => cellsOf(row).some(holdsMuch))
    const read = new HtmlTable()
    for (const one of rowsOf(table)) {
      const around = [...(one.group ? [one.group] : []), one.row]
      const cells = cellsOf(one.row)
      const isShown = this.inShown(around, () => {
        if (isLayout) for (const cell of cells) this.readElement(cell)
        else
          read.add(
            one,
            cells.map((cell) => this.cellRead(cell)),
          )
      })
      if (isShown || wordsOf(one.row) === '') continue
      this.hidden++
      if (this.options.hidden)
        read.add(
          one,
          cells.map((cell) => ({ cell, text: hiddenWords(cell) })),
        )
    }
    this.flush()
    for (const row of writeRows(read.rows)) this.paragraphs.push({ lines: [collapseSpace(row)], kind: 'item' })
  }

  /** Reads what is in elements inside each other; false if one of them doesn't show. */
  private inShown([element, ...inner]: readonly Element[], read: () => void): boolean {
    if (!element) {
      read()
      return true
    }
    const declared = this.sheets.declared(element)
    if (isGone(element, declared)) return false
    const isOut = isStruck(element, declared)
    if (isOut && this.struckDepth === 0) this.struck++
    if (isOut) this.struckDepth++
    let isShown = false
    this.within(element, declared, () => {
      isShown = this.inShown(inner, read)
    })
    if (isOut) this.struckDepth--
    return isShown
  }

  /** A cell's paragraphs stand in the one of its row. */
  private cellRead(cell: Element): ReadCell {
    const inner = new HtmlReader(this.sheets, this.options)
    // a cell stands in a row, that in a table
    inner.depth = this.depth + 3
    inner.look = this.look
    inner.struckDepth = this.struckDepth
    inner.text = this.struckDepth > 0 ? OPEN : ''
    inner.readElement(cell)
    const paragraphs = inner.finish().map(({ text }) => text)
    for (const count of ['struck', 'hidden', 'inserted', 'deleted', 'unseen'] as const) this[count] += inner[count]
    return { cell, text: paragraphs.join(' '), isGone: paragraphs.length === 0 && this.isHidden(cell) }
  }

  private add(text: string): void {
    const sane = saneText(text)
    if (sane.trim() !== '' && !canBeSeen(this.look)) {
      this.unseen++
      if (this.options.hidden) this.text += ` [hidden: ${sane.trim()}] `
      return
    }
    this.text += this.isCode ? sane : sane.replace(/\s+/g, ' ')
  }

  /** Ends the paragraph. What is struck out goes on in the next one. */
  private flush(): void {
    const text = markStruck(this.text + (this.struckDepth > 0 ? CLOSE : ''))
    this.text = this.struckDepth > 0 ? OPEN : ''
    const groups = this.isCode ? text.split('\n').map((line) => [codeLine(line)]) : groupsOf(text)
    for (const lines of groups) {
      if (lines.join('').trim() === '') continue
      lines[0] = this.mark + lines[0]!
      this.mark = ''
      this.paragraphs.push({ lines, kind: this.kind, level: this.level })
    }
  }
}

/** What is in an element that doesn't show, as it is told of; '' if nothing. */
function hiddenWords(element: Element): string {
  const words = saneText(wordsOf(element))
  return words === '' ? '' : `[hidden: ${words}]`
}

/** All of its text, that of parts of their own apart. */
function wordsOf(element: Element): string {
  let words = ''
  for (const one of descendants(element)) words += isText(one) ? one.data : isTag(one) && isApart(one) ? ' ' : ''
  return collapseSpace(words)
}

const isApart = ({ name }: Element): boolean => BLOCKS.has(name) || name === 'br'

/** Lines; two line ends part paragraphs. */
const groupsOf = (text: string): string[][] =>
  text.split(/\n\s*\n/).map((group) =>
    group
      .split('\n')
      .map(collapseSpace)
      .filter((line) => line !== ''),
  )
