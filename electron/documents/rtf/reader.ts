import { collapseSpace, saneText } from '../../shared/document/characters'
import type { Flow } from '../flow/flow'
import { WHITE } from '../markup/colour'
import { isLost } from '../office/paint'
import { asSet, drawnIn, type Shift } from '../set_signs'
import { CLOSE, OPEN } from '../struck'
import { decode, latin1 } from '../text/encodings'
import { RtfColours } from './colours'
import { encodingOfPage, pageOfCharset } from './encodings'
import { RtfRows } from './rows'
import type { RtfToken } from './tokens'

/** Where what a group says goes. */
type Destination = 'text' | 'skip' | 'colours' | 'fonts' | 'styles' | 'head' | 'foot' | 'footnote' | 'comment' | 'mark'

/** What a group inherits and may change. */
interface State {
  to: Destination
  struck: boolean
  deleted: boolean
  hidden: boolean
  bold: boolean
  /** In type of no size. */
  tiny: boolean
  shift: Shift
  /** Numbers of colours; 0 for what the program chooses. */
  ink: number
  paint: number
  /** Characters after a Unicode one that stand for it in older programs. */
  skipAfter: number
  font: number
  style: number
  outline?: number
  inTable: boolean
}

const DESTINATIONS: Record<string, Destination> = {
  colortbl: 'colours',
  fonttbl: 'fonts',
  stylesheet: 'styles',
  header: 'head',
  headerl: 'head',
  headerr: 'head',
  headerf: 'head',
  footer: 'foot',
  footerl: 'foot',
  footerr: 'foot',
  footerf: 'foot',
  footnote: 'footnote',
  annotation: 'comment',
  listtext: 'mark',
  pntext: 'mark',
}

const SKIPPED = new Set(
  'info pict nonshppict object objdata fldinst listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl filetbl revtbl pgdsctbl bkmkstart bkmkend atnid atnauthor atnref atndate atntime tc xe private template mmathPr'.split(
    ' ',
  ),
)
/** Groups that only programs which know them show, and that hold text of the document. */
const KNOWN_STARRED = new Set(['annotation', 'footnote', 'shpinst', 'shptxt', 'shppict'])

const SIGNS: Record<string, string> = {
  tab: ' ',
  line: '\n',
  lbr: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
}

/** What letters look like unless they say otherwise. */
const PLAIN = {
  struck: false,
  deleted: false,
  hidden: false,
  bold: false,
  tiny: false,
  shift: 'none' as const,
  ink: 0,
  paint: 0,
}

const SHIFTS: Record<string, Shift> = { super: 'up', up: 'up', sub: 'down', dn: 'down', nosupersub: 'none' }

/** Notes begin with their number anew. */
const OWN_NUMBER = /^[⁰¹²³⁴-⁹]+\s*/u

/** Puts the words of Rich Text into a flow. */
export class RtfReader {
  readonly met = { insertions: 0, deletions: 0, struck: 0, hidden: 0, pictures: 0 }
  private readonly stack: State[] = []
  private state: State = {
    to: 'text',
    ...PLAIN,
    skipAfter: 1,
    font: -1,
    style: -1,
    inTable: false,
  }
  private page = 1252
  private readonly fonts = new Map<number, number>()
  private readonly fontNames = new Map<number, string>()
  private readonly styles = new Map<number, number>()
  /** What groups that stand for themselves hold until they end. */
  private aside = ''
  private text = ''
  private mark = ''
  private bytes: number[] = []
  private skip = 0
  private isStarred = false
  /** Why what is said now is struck out. */
  private struckAs: 'struck' | 'deletions' | undefined
  private readonly rows = new RtfRows()
  private readonly colours = new RtfColours()
  /** All of the cell is bold until now. */
  private isBold = true
  private isPaperWhite = true
  private readonly waiting: string[] = []
  private footnotes = 0

  constructor(
    private readonly flow: Flow,
    private readonly options: { accepted: boolean; hidden: boolean },
  ) {}

  take(token: RtfToken): void {
    if (token.kind !== 'byte') this.flushBytes()
    if (token.kind === 'open') this.open()
    else if (token.kind === 'close') this.close()
    else if (token.kind === 'word') this.word(token.name, token.value)
    else if (token.kind === 'byte') this.byte(token.value)
    else if (token.kind === 'symbol') this.symbol(token.sign)
    else if (token.kind === 'text') this.plain(token.text)
  }

  finish(): void {
    this.flushBytes()
    this.paragraph()
    this.endTable()
  }

  private open(): void {
    this.flow.guard.element(this.stack.length, 0)
    this.stack.push(this.state)
    this.state = { ...this.state }
    this.isStarred = false
    this.skip = 0
  }

  private close(): void {
    const { to } = this.state
    const before = this.stack.pop()
    if (!before) return
    if (to !== before.to) this.endAside(to)
    this.state = before
    this.skip = 0
  }

  private endAside(to: Destination): void {
    const words = collapseSpace(this.aside)
    if (to === 'mark') this.mark = words
    else if (to === 'footnote' && words !== '')
      this.waiting.push(`[${this.footnotes}] ${words.replace(OWN_NUMBER, '')}`)
    else if (to === 'comment' && words !== '') this.flow.note('comment', `A comment says: "${words}"`)
    else if ((to === 'head' || to === 'foot') && /[\p{L}\p{N}]/u.test(words)) {
      this.flow.noteOfAll('apart', `The ${to} of its pages says: "${words}"`)
    }
    if (to !== 'skip') this.aside = ''
  }

  private word(name: string, value: number | undefined): void {
    const starred = this.isStarred
    this.isStarred = false
    if (this.begins(name, starred)) return
    const isOn = value !== 0
    if (name === 'u') this.unicode(value ?? 0)
    else if (name === 'uc') this.state.skipAfter = value ?? 1
    else if (name === 'ansicpg') this.page = value ?? 1252
    else if (name === 'f') this.state.font = value ?? 0
    else if (name === 'fcharset') this.charset(value ?? 0)
    else if (name === 's') this.state.style = value ?? 0
    else if (name === 'outlinelevel') this.outline(value ?? 9)
    else if (name === 'strike' || name === 'striked') this.state.struck = isOn
    else if (name === 'deleted') this.state.deleted = isOn
    else if (name === 'revised' && isOn) this.met.insertions++
    else if (name === 'v') this.state.hidden = isOn
    else if (name === 'b') this.state.bold = isOn
    else if (SHIFTS[name]) this.state.shift = isOn ? SHIFTS[name] : 'none'
    else if (name === 'fs') this.state.tiny = (value ?? 24) <= 1
    else if (name === 'cf') this.state.ink = value ?? 0
    else if (/^(?:highlight|cb|chcbpat)$/.test(name)) this.state.paint = value ?? 0
    else if (this.state.to === 'colours') this.colours.word(name, value ?? 0)
    else if (name === 'plain') Object.assign(this.state, PLAIN)
    else if (name === 'pard') Object.assign(this.state, { style: -1, outline: undefined, inTable: false })
    else this.layout(name)
  }

  /** Whether it says where the rest of its group goes. */
  private begins(name: string, starred: boolean): boolean {
    if (name === 'pict' && this.state.to !== 'skip') this.met.pictures++
    const to = SKIPPED.has(name) || (starred && !KNOWN_STARRED.has(name)) ? 'skip' : DESTINATIONS[name]
    if (to === undefined || this.state.to === 'skip') return to !== undefined
    if (to === 'footnote' && this.state.to === 'text') {
      this.footnotes++
      this.say(`[${this.footnotes}]`)
    }
    this.state.to = to
    return true
  }

  private layout(name: string): void {
    const sign = SIGNS[name]
    const isAside = this.state.to !== 'text'
    if (sign !== undefined) this.say(sign)
    else if (name === 'intbl') this.state.inTable = true
    else if (isAside && /^(?:par|sect|page)$/.test(name)) this.say(' ')
    else if (isAside) return
    else if (/^(?:par|sect|page)$/.test(name)) {
      if (this.state.inTable) this.say(' ')
      else this.paragraph()
    } else if (name === 'cell') this.endCell()
    else if (name === 'row') this.rows.endRow()
    else if (name === 'background') this.isPaperWhite = false
    else this.rows.word(name)
  }

  private charset(charset: number): void {
    const page = pageOfCharset(charset)
    if (this.state.to === 'fonts' && page !== undefined) this.fonts.set(this.state.font, page)
  }

  private outline(level: number): void {
    if (this.state.to === 'styles') this.styles.set(this.state.style, level + 1)
    else if (level < 9) this.state.outline = level + 1
  }

  private symbol(sign: string): void {
    if (sign === '*') this.isStarred = true
    else if (sign === '~') this.say(' ')
    else if (sign === '_') this.say('-')
    else if ('\\{}'.includes(sign)) this.plain(sign)
    else if (sign === '\n' || sign === '\r') this.layout('par')
  }

  private byte(value: number): void {
    if (this.skip > 0) this.skip--
    else this.bytes.push(value)
  }

  /** Of several bytes together, as some encodings need two for a character. */
  private flushBytes(): void {
    if (this.bytes.length === 0) return
    const page = this.fonts.get(this.state.font) ?? this.page
    const bytes = Uint8Array.from(this.bytes)
    const asCodes = latin1(bytes, 0, bytes.length)
    const areSigns = drawnIn(this.fontNames.get(this.state.font), asCodes) !== asCodes
    this.say(areSigns ? asCodes : decode(bytes, encodingOfPage(page)))
    this.bytes = []
  }

  private unicode(code: number): void {
    this.say(String.fromCharCode(code < 0 ? code + 65_536 : code))
    this.skip = this.state.skipAfter
  }

  private plain(text: string): void {
    const from = Math.min(this.skip, text.length)
    this.skip -= from
    if (this.state.to === 'colours') for (const _ of text.match(/;/g) ?? []) this.colours.end()
    else if (this.state.to === 'styles') this.styleName(text)
    else if (this.state.to === 'fonts') this.fontName(text)
    else this.say(text.slice(from))
  }

  private fontName(text: string): void {
    const { font } = this.state
    this.fontNames.set(font, (this.fontNames.get(font) ?? '') + text.replace(/;.*/s, ''))
  }

  private styleName(text: string): void {
    const level = /^\s*heading ([1-9])\b/i.exec(text)?.[1] ?? (/^\s*title;/i.test(text) ? '1' : undefined)
    if (level !== undefined) this.styles.set(this.state.style, Number(level))
  }

  private say(words: string): void {
    const { to, hidden, struck, deleted } = this.state
    const { font, shift } = this.state
    const text = asSet(words, { font: this.fontNames.get(font), shift }, to === 'text' ? this.text : this.aside)
    if (to === 'skip' || to === 'colours' || to === 'fonts' || to === 'styles' || text === '') return
    if (to !== 'text') {
      this.aside += text
      return
    }
    const isHidden = hidden || this.state.tiny || this.isInPaper()
    if (isHidden && text.trim() !== '' && this.options.hidden) this.met.hidden++
    if (isHidden && !this.options.hidden) {
      if (text.trim() !== '') this.met.hidden++
      return
    }
    if (deleted && this.options.accepted) {
      this.met.deletions++
      return
    }
    if (text.trim() !== '') this.strike(deleted ? 'deletions' : struck ? 'struck' : undefined)
    if (text.trim() !== '' && !this.state.bold) this.isBold = false
    this.text += isHidden && text.trim() !== '' ? `[hidden: ${text.trim()}] ` : text
  }

  /** In the colour of the paper, where nothing is painted under it. */
  private isInPaper(): boolean {
    const { ink, paint, inTable } = this.state
    if (!this.isPaperWhite || (inTable && this.rows.isPainted)) return false
    return isLost(this.colours.of(ink), paint === 0 ? WHITE : this.colours.of(paint))
  }

  private strike(as: RtfReader['struckAs']): void {
    if (as === this.struckAs) return
    if (this.struckAs) this.text += CLOSE
    if (as) {
      this.met[as]++
      this.text += OPEN
    }
    this.struckAs = as
  }

  private taken(): string {
    // Unicode beyond the first plane comes in two halves: sane only when whole
    const text = saneParts(this.flow.guard.signs.shown(this.text)) + (this.struckAs ? CLOSE : '')
    this.text = ''
    this.struckAs = undefined
    return text
  }

  private paragraph(): void {
    const text = this.taken()
    const mark = this.mark
    this.mark = ''
    if (text.trim() !== '') {
      this.endTable()
      const level = this.state.outline ?? this.styles.get(this.state.style)
      const whole = mark === '' ? text : `${mark === '·' || mark.length > 12 ? '•' : saneText(mark)} ${text.trim()}`
      if (level !== undefined && level < 10) this.flow.heading(whole, level)
      else if (mark !== '') this.flow.item(whole)
      else this.flow.prose(whole)
    }
    if (this.rows.isEmpty) this.writeNotes()
  }

  private writeNotes(): void {
    for (const note of this.waiting.splice(0)) this.flow.prose(saneText(note))
  }

  private endCell(): void {
    this.rows.cell(collapseSpace(this.taken()), this.isBold)
    this.isBold = true
    this.mark = ''
  }

  private endTable(): void {
    if (this.rows.isEmpty) return
    this.flow.table(this.rows.take())
    this.writeNotes()
  }
}

/** The marks of what is struck out are control characters, which sane text has none of. */
const saneParts = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are OPEN and CLOSE
    .split(/([\u0001\u0002])/)
    .map((part) => (part === OPEN || part === CLOSE ? part : saneText(part)))
    .join('')
