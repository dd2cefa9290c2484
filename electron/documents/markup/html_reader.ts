import { collapseSpace, saneText } from '../../shared/document/characters'
import type { SentenceKind } from '../../shared/document/types'
import { codeLine, type TextBlock } from '../blocks'
import { blocksOfLines, wrapWidth } from '../text/text'
import { BLOCKS, isStruck, isUnseen, listMark, shownOfField } from './html_elements'
import {
  descendants,
  type Element,
  holds,
  holdsMuch,
  isTag,
  isText,
  type Node,
  type Parent,
  rowsOf,
  shownOfSelect,
  textOf,
} from './html_tree'
import { canBeSeen, isGone, type Look, lookOf, lookOfPage } from './look'
import { CLOSE, markStruck, OPEN } from './struck'
import type { Declarations, StyleSheets } from './style_sheets'

/** Browsers hang what is deeper than 512 elements beside the last one. */
const DEEPEST = 500

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

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
    if (this.depth > DEEPEST) this.readFlat(node)
    else for (const child of node.children) this.readNode(child)
    this.depth--
  }

  /** The paragraphs as blocks. */
  finish(): TextBlock[] {
    this.flush()
    const width = wrapWidth(this.paragraphs.filter(({ kind }) => kind === 'prose').map(({ lines }) => lines))
    return this.paragraphs.flatMap(({ lines, kind, level }): TextBlock[] =>
      kind === 'prose' && lines.length > 1
        ? blocksOfLines(lines, width, 1)
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
    const { look, unseen } = this
    this.look = lookOf(element, declared, look)
    this.readShown(element, declared)
    if (canBeSeen(look) && this.unseen > unseen && !canBeSeen(this.look)) this.hidden++
    this.look = look
  }

  private passOver(element: Element): void {
    const text = textOf(element)
    if (text === '') return
    this.hidden++
    if (!this.options.hidden) return
    if (BLOCKS.has(element.name)) this.flush()
    this.text += ` [hidden: ${saneText(text)}] `
    if (BLOCKS.has(element.name)) this.flush()
  }

  private readShown(element: Element, declared: Declarations): void {
    const { name } = element
    if (name === 'ins' && textOf(element) !== '') this.inserted++
    if (name === 'del' && textOf(element) !== '') this.deleted++
    if (name === 'del' && this.options.accepted) return
    if (isStruck(element, declared)) this.readStruck(element)
    else if (BLOCKS.has(name)) this.readBlock(element)
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
    else if (name === 'sup' && /^\d+$/.test(textOf(element))) {
      this.add(textOf(element).replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!))
    } else this.read(element)
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
    if (element.name === 'table') this.readTable(element)
    else if (element.name === 'ul' || element.name === 'ol' || element.name === 'menu') this.readList(element)
    else this.read(element)
    this.flush()
    Object.assign(this, { kind, level, isCode })
  }

  private readList(list: Element): void {
    let number = Number.parseInt(list.attribs.start ?? '1', 10)
    for (const child of list.children) {
      if (isTag(child) && child.name === 'li') {
        number = Number.parseInt(child.attribs.value ?? '', 10) || number
        this.flush()
        this.mark = listMark(list, number++)
      }
      this.readNode(child)
    }
    this.mark = ''
  }

  /** Its rows, each a paragraph, or what its cells hold one after the other where it only arranges the page. */
  private readTable(table: Element): void {
    const shown = (one: Element) => {
      const isShown = !this.isHidden(one)
      if (!isShown) this.passOver(one)
      return isShown
    }
    const rows = rowsOf(table).filter(shown)
    const cells = rows.map((row) => row.children.filter(isTag).filter(shown))
    for (const child of table.children) if (isTag(child) && child.name === 'caption') this.readElement(child)
    if (cells.flat().some(holdsMuch)) {
      for (const cell of cells.flat()) this.readElement(cell)
      return
    }
    this.kind = 'item'
    for (const row of cells) {
      this.flush()
      if (row.every((cell) => textOf(cell) === '' && !holds(cell, 'img input select'))) continue
      for (const [i, cell] of row.entries()) {
        if (i > 0) this.text += ' | '
        this.readCell(cell)
      }
    }
  }

  /** A cell's paragraphs stand in the one of its row. */
  private readCell(cell: Element): void {
    const inner = new HtmlReader(this.sheets, this.options)
    inner.look = this.look
    inner.struckDepth = this.struckDepth
    inner.text = this.struckDepth > 0 ? OPEN : ''
    inner.readElement(cell)
    this.text += inner
      .finish()
      .map(({ text }) => text)
      .join(' ')
    this.struck += inner.struck
    this.hidden += inner.hidden
    this.inserted += inner.inserted
    this.deleted += inner.deleted
    this.unseen += inner.unseen
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

/** Lines; two line ends part paragraphs. */
const groupsOf = (text: string): string[][] =>
  text.split(/\n\s*\n/).map((group) =>
    group
      .split('\n')
      .map(collapseSpace)
      .filter((line) => line !== ''),
  )
