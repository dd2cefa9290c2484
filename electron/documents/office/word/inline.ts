import { saneText } from '../../../shared/document/characters'
import type { RGBColor } from '../../markup/colour'
import { below, child, isXml, type Xml, xmlText } from '../../packed/xml'
import { asSet, drawnIn } from '../../set_signs'
import { CLOSE, OPEN } from '../../struck'
import { formulaText } from '../formula'
import { hexColour, isLost } from '../paint'
import { Fields } from './fields'
import { type Look, lookOf, paperUnder } from './styles'

/** What is met in paragraphs and told or put elsewhere. */
export interface Met {
  insertions: number
  deletions: number
  /** Passages struck out by their look. */
  struck: number
  hidden: number
  pictures: number
  /** Pictures that lie elsewhere: they are never fetched. */
  remote: number
  /** Charts and diagrams. */
  drawn: number
  /** Documents of other kinds that are put into it. */
  parts: number
  /** Signs that nothing says the meaning of, by their fonts. */
  unknown: Map<string, number>
}

/** What all paragraphs of a Word file are read with. */
export interface InlineOptions {
  styles: ReadonlyMap<string, Look>
  /** Tracked changes as if they were accepted. */
  accepted: boolean
  /** Text that doesn't show is read too, as `[hidden: ...]`. */
  hidden: boolean
  met: Met
  /** What pages are of; undefined: they have a colour of their own. */
  paper: RGBColor | undefined
  /** The number of a note, as it is shown. */
  marks(kind: 'footnote' | 'endnote', id: string): string
  /** Ids of relations that lie outside of the file. */
  external: ReadonlySet<string>
}

/** What stands in one paragraph. */
export interface InlineText {
  text: string
  /** All that shows is bold. */
  bold: boolean
  /** Notes that it refers to, in their order. */
  notes: { kind: 'footnote' | 'endnote'; id: string; mark: string }[]
  /** Comments that end in it. */
  comments: { id: string; on: string }[]
  /** What text boxes hold. */
  boxes: Xml[]
}

/** Elements that only stand around others. */
const AROUND = new Set([
  'hyperlink',
  'smartTag',
  'sdt',
  'sdtContent',
  'fldSimple',
  'bdo',
  'dir',
  'customXml',
  'ruby',
  'rubyBase',
  'ins',
  'moveTo',
])

/** Reads the runs of one paragraph after the other. */
export class InlineReader {
  private out: InlineText = nothing()
  private isStruck = false
  /** Deletions around what is read. */
  private deletedDepth = 0
  /** Of comments that are open, where they began. Those that go over paragraphs keep what they have. */
  private readonly open = new Map<string, string>()
  private readonly fields = new Fields()
  private paper: RGBColor | undefined
  /** Of the run that is read. */
  private look: Look = {}

  constructor(private readonly options: InlineOptions) {}

  /** `paper`: the colour of what lies below it; undefined: nobody knows. */
  read(paragraph: Xml, style: Look, paper: RGBColor | undefined): InlineText {
    this.out = nothing()
    this.paper = paper
    this.out.bold = true
    this.children(paragraph, style)
    this.strike(false)
    this.fields.endParagraph()
    for (const [id, words] of this.open) this.open.set(id, `${words} `)
    return this.out
  }

  private children(of: Xml, style: Look): void {
    for (const node of of.children) if (isXml(node)) this.element(node, style)
  }

  private element(element: Xml, style: Look): void {
    const { name, attributes } = element
    if (name === 'r') this.run(element, style)
    else if (name === 'del' || name === 'moveFrom') this.deleted(element, style)
    else if (name === 'commentRangeStart') this.open.set(attributes.id ?? '', '')
    else if (name === 'oMath' || name === 'oMathPara') this.add(formulaText(element))
    else if (name === 'AlternateContent') this.alternative(element, style)
    else if (AROUND.has(name) && !child(element, 'sdtPr', 'showingPlcHdr')) {
      if ((name === 'ins' || name === 'moveTo') && [...below(element, 'r')].length > 0) this.options.met.insertions++
      this.children(element, style)
    }
  }

  /** Programs that know it show the first, others the last. */
  private alternative(element: Xml, style: Look): void {
    const chosen = child(element, 'Choice') ?? child(element, 'Fallback')
    if (chosen) this.inRun(chosen, style)
  }

  private deleted(element: Xml, style: Look): void {
    if ([...below(element, 'r')].length === 0) return
    this.options.met.deletions++
    if (this.options.accepted) return
    this.deletedDepth++
    this.children(element, style)
    this.deletedDepth--
    this.strike(false)
  }

  private run(run: Xml, style: Look): void {
    const properties = child(run, 'rPr')
    const named = this.options.styles.get(child(properties, 'rStyle')?.attributes.val ?? '')
    const look = lookOf(undefined, properties, { ...style, ...defined(named) })
    const shown = this.fields.isCode ? '' : [...below(run, 't'), ...below(run, 'delText')].map(xmlText).join('')
    const isWhite = isLost(hexColour(look.ink), paperUnder(look.paint, this.paper))
    if ((look.hidden || isWhite) && shown.trim() !== '') {
      this.options.met.hidden++
      if (!this.options.hidden) return
      this.add(`[hidden: ${shown.trim()}] `)
      return
    }
    if (shown.trim() !== '' && !look.bold) this.out.bold = false
    const isStruck = this.deletedDepth > 0 || (look.struck === true && shown.trim() !== '')
    if (shown.trim() !== '' && this.deletedDepth === 0 && isStruck && !this.isStruck) this.options.met.struck++
    if (shown !== '') this.strike(isStruck)
    const around = this.look
    this.look = look
    this.inRun(run, style)
    this.look = around
  }

  private inRun(run: Xml, style: Look): void {
    for (const node of run.children) {
      if (!isXml(node)) continue
      const { name } = node
      if (name === 'fldChar') this.add(this.fields.step(node))
      else if (this.fields.isCode) continue
      else if (name === 't' || name === 'delText') this.add(asSet(xmlText(node), this.look, this.out.text))
      else if (name === 'sym') this.symbol(node.attributes)
      else if (name === 'tab' || name === 'ptab') this.add(' ')
      else if (name === 'br' || name === 'cr') this.out.text += node.attributes.type === undefined ? '\n' : ' '
      else if (name === 'noBreakHyphen') this.add('-')
      else if (name === 'footnoteReference' || name === 'endnoteReference') this.refer(node)
      else if (name === 'commentReference') this.comment(node.attributes.id ?? '')
      else if (name === 'drawing' || name === 'pict' || name === 'object') this.drawn(node)
      else if (name === 'AlternateContent') this.alternative(node, style)
      else if (name === 'r' || AROUND.has(name)) this.element(node, style)
    }
  }

  /** A sign by its number in a font; what fonts of adornments draw is left out. */
  private symbol({ char = '', font = '' }: Record<string, string>): void {
    const code = Number.parseInt(char, 16)
    if (!Number.isInteger(code) || code > 0xffff) return
    const drawn = drawnIn(font, String.fromCharCode(code)).replace(/\p{Co}/gu, '')
    const { unknown } = this.options.met
    if (drawn === '') unknown.set(font, (unknown.get(font) ?? 0) + 1)
    this.add(drawn)
  }

  private refer({ name, attributes }: Xml): void {
    const kind = name === 'footnoteReference' ? 'footnote' : 'endnote'
    const id = attributes.id ?? ''
    const mark = this.options.marks(kind, id)
    this.out.notes.push({ kind, id, mark })
    this.add(`[${mark}]`)
  }

  private comment(id: string): void {
    this.out.comments.push({ id, on: this.open.get(id) ?? '' })
    this.open.delete(id)
  }

  private drawn(drawing: Xml): void {
    const boxes = [...below(drawing, 'txbxContent')]
    this.out.boxes.push(...boxes)
    if ([...below(drawing, 'chart'), ...below(drawing, 'relIds')].length > 0) this.options.met.drawn++
    const pictures = [...below(drawing, 'blip'), ...below(drawing, 'imagedata')]
    for (const { attributes } of pictures) {
      const ids = [attributes['r:link'], attributes['r:embed'], attributes['r:id'], attributes['r:href']]
      if (ids.some((id) => id !== undefined && this.options.external.has(id))) this.options.met.remote++
      else this.options.met.pictures++
    }
  }

  private add(text: string): void {
    const sane = saneText(text.replace(/\s/g, ' '))
    this.out.text += sane
    for (const [id, words] of this.open) this.open.set(id, words + sane)
  }

  private strike(on: boolean): void {
    if (on !== this.isStruck) this.out.text += on ? OPEN : CLOSE
    this.isStruck = on
  }
}

const nothing = (): InlineText => ({ text: '', bold: false, notes: [], comments: [], boxes: [] })

/** A character style says nothing of what it doesn't name. */
const defined = (look: Look | undefined): Look =>
  Object.fromEntries(Object.entries(look ?? {}).filter(([, value]) => value !== undefined))
