import type { PDFPageProxy } from 'pdfjs-dist'
import type { OwnName } from '../file/font_files'
import { isBelied } from './belied'
import { textOfGlyphName } from './glyph_names'
import { OPERATORS as OPS, type OperatorList } from './operators'
import { textOfGlyph } from './signs'

/** What is known of a font of the file. */
export interface FontFacts {
  /** pdf.js's name for it, the same on all pages. */
  id: string
  /** Its own name, without the mark of a subset: "Symbol". */
  name: string
  vertical: boolean
  ascent?: number
  descent?: number
  isType3: boolean
  isMonospace: boolean
  fontMatrix: ArrayLike<number>
  bbox?: ArrayLike<number>
  defaultVMetrics?: readonly number[]
  /** The file gives numbers of its glyphs alone, and pdf.js takes these for characters. */
  onlyNumbers: boolean
  /** Names of glyphs by code, where the file gives some. */
  names: Record<number, string>
  /** Names of the usual encoding of letters that the file's names stand in. */
  encoding: Record<number, string>
  /** Its table of characters says others than it draws: the names of its glyphs count. */
  isBelied: boolean
  /** What its own file says that it draws, by what its table of characters says. */
  own: ReadonlyMap<string, string>
  meaningOf(glyph: DrawnGlyph): Meaning
  /** Of the codes that were met: how many, what they stand for, how many for the character of their number, and for a control character. */
  met(): { codes: number; texts: number; own: number; controls: number }
  /** Its codes have two bytes, and what they stand for is said by a table alone. */
  composite: boolean
  /** Whether it draws anything for a glyph, if its glyphs are drawings. */
  draws(glyph: DrawnGlyph): boolean
  /** Whether it draws a glyph in the colour that is set, not in colours of its own. */
  takesColor(glyph: DrawnGlyph): boolean
}

/** What a glyph stands for: '' for nothing, several letters for a ligature. */
interface Meaning {
  text: string
  isSpace: boolean
}

/** A glyph as pdf.js hands it over. */
export interface DrawnGlyph {
  originalCharCode: number
  unicode: string
  width: number
  vmetric?: readonly number[] | null
  isSpace: boolean
  /** The name of its drawing. */
  operatorListId?: string | null
}

/** The parts of pdf.js's font object that are read. It has more of them with `fontExtraProperties`. */
interface PdfjsFont {
  name?: string
  type?: string
  vertical?: boolean
  ascent?: number
  descent?: number
  isType3Font?: boolean
  isMonospace?: boolean
  fontMatrix?: ArrayLike<number>
  bbox?: ArrayLike<number>
  defaultVMetrics?: readonly number[]
  differences?: string[]
  defaultEncoding?: string[]
  isSymbolicFont?: boolean
  composite?: boolean
  toUnicode?: object & { _map?: readonly (string | undefined)[] }
  missingFile?: boolean
  charProcOperatorList?: Record<string, OperatorList>
}

const USUAL_MATRIX = [0.001, 0, 0, 0.001, 0, 0]

/** Fonts by their ids; each is asked for once. */
export class Fonts {
  private readonly known = new Map<string, FontFacts>()

  /** Waits for those of a page that are not known yet. `ownNames`: what the files of its fonts call their glyphs. */
  async learn(
    ids: Iterable<string>,
    { commonObjs }: PDFPageProxy,
    ownNames: () => Promise<ReadonlyMap<string, OwnName>>,
  ): Promise<void> {
    let names: Promise<ReadonlyMap<string, OwnName>> | undefined
    for (const id of ids) {
      if (this.known.has(id)) continue
      const font = await new Promise<PdfjsFont | null>((resolve) => commonObjs.get(id, resolve))
      if (font && mayBeBelied(font)) names ??= ownNames()
      const own = (await names)?.get(font?.name ?? '')
      this.known.set(id, factsOf(id, font ?? {}, own))
    }
  }

  get(id: string): FontFacts {
    const font = this.known.get(id) ?? factsOf(id, {})
    this.known.set(id, font)
    return font
  }
}

function factsOf(id: string, font: PdfjsFont, own?: OwnName): FontFacts {
  const name = (font.name ?? '').replace(/^[A-Z]{6}\+/, '')
  const meanings = new Map<number, Meaning>()
  const facts: FontFacts = {
    id,
    name,
    vertical: font.vertical === true,
    ascent: font.ascent,
    descent: font.descent,
    isType3: font.isType3Font === true,
    isMonospace: font.isMonospace === true,
    fontMatrix: font.fontMatrix ?? USUAL_MATRIX,
    bbox: font.bbox,
    defaultVMetrics: font.defaultVMetrics,
    onlyNumbers: font.composite === true && 'lastChar' in (font.toUnicode ?? {}),
    names: { ...font.differences },
    composite: font.composite === true,
    encoding: font.composite === true || font.isSymbolicFont === true ? {} : { ...font.defaultEncoding },
    isBelied: saysOthers(font),
    own: own ? drawnBy(font, own) : new Map(),
    draws({ operatorListId }) {
      const drawing = font.charProcOperatorList?.[operatorListId ?? '']
      return drawing === undefined || !isBare(drawing)
    },
    takesColor({ operatorListId }) {
      if (font.isType3Font !== true) return true
      const drawing = font.charProcOperatorList?.[operatorListId ?? '']
      return drawing?.fnArray[0] === OPS.setCharWidthAndBounds
    },
    met() {
      const texts = [...meanings.values()].map(({ text }) => text)
      const own = [...meanings].filter(([code, { text }]) => text === String.fromCharCode(code)).length
      const controls = texts.filter((text) => /^\p{Cc}$/u.test(text)).length
      return { codes: meanings.size, texts: new Set(texts).size, own, controls }
    },
    meaningOf(glyph) {
      const known = meanings.get(glyph.originalCharCode)
      if (known !== undefined) return known
      const text = textOfGlyph(glyph, facts)
      const meaning = { text, isSpace: /^\s+$/.test(text) }
      meanings.set(glyph.originalCharCode, meaning)
      return meaning
    },
  }
  return facts
}

/** Fonts that each viewer has, as no part of which they are in the file. */
const STANDARD = /^(?:Helvetica|Arial|Times|Courier)/

function saysOthers(font: PdfjsFont): boolean {
  const { composite, isSymbolicFont, isType3Font, toUnicode, differences, defaultEncoding, missingFile } = font
  if (composite || isType3Font) return false
  const table = Object.entries(toUnicode?._map ?? {}).map(([code, text]) => [Number(code), text ?? ''] as const)
  const nameOf = (code: number) => differences?.[code] || (isSymbolicFont ? undefined : defaultEncoding?.[code])
  return isBelied({ nameOf, table, embedded: missingFile !== true && !STANDARD.test(font.name ?? '') })
}

/** A font of whose glyphs a file of its own and a table of characters speak. */
const mayBeBelied = ({ type, toUnicode, missingFile }: PdfjsFont): boolean =>
  (type === 'TrueType' || type === 'CIDFontType2') && missingFile !== true && (toUnicode?._map?.length ?? 0) > 0

/** What its table says that is one character, and what its file says instead; nothing where two codes say the same. */
function drawnBy({ toUnicode, differences, defaultEncoding }: PdfjsFont, own: OwnName): Map<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const [code, said] of Object.entries(toUnicode?._map ?? {})) {
    const name = differences?.[Number(code)] || defaultEncoding?.[Number(code)]
    const glyph = own(Number(code), textOfGlyphName(name))
    const character = glyph?.character === undefined ? undefined : String.fromCharCode(glyph.character)
    const drawn = textOfGlyphName(glyph?.name) ?? character
    if (said === undefined || drawn === undefined) continue
    if (found.has(said) && found.get(said) !== drawn) twice.add(said)
    found.set(said, drawn)
  }
  for (const said of twice) found.delete(said)
  return found
}

/**
 * Operators that say how wide a glyph is: with no others, nothing is drawn. With none at all, pdf.js gave the drawing up,
 * as it does where an image was left out.
 */
const BARE = new Set<number>([OPS.setCharWidth, OPS.setCharWidthAndBounds])

const isBare = ({ fnArray }: OperatorList): boolean =>
  fnArray.length > 0 && Array.from(fnArray).every((operator) => BARE.has(operator))
