import type { PDFPageProxy } from 'pdfjs-dist'
import { isBelied } from './belied'
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

  /** Waits for those of a page that are not known yet. */
  async learn(ids: Iterable<string>, { commonObjs }: PDFPageProxy): Promise<void> {
    for (const id of ids) {
      if (this.known.has(id)) continue
      const font = await new Promise<PdfjsFont | null>((resolve) => commonObjs.get(id, resolve))
      this.known.set(id, factsOf(id, font ?? {}))
    }
  }

  get(id: string): FontFacts {
    const font = this.known.get(id) ?? factsOf(id, {})
    this.known.set(id, font)
    return font
  }
}

function factsOf(id: string, font: PdfjsFont): FontFacts {
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

/**
 * Operators that say how wide a glyph is: with no others, nothing is drawn. With none at all, pdf.js gave the drawing up,
 * as it does where an image was left out.
 */
const BARE = new Set<number>([OPS.setCharWidth, OPS.setCharWidthAndBounds])

const isBare = ({ fnArray }: OperatorList): boolean =>
  fnArray.length > 0 && Array.from(fnArray).every((operator) => BARE.has(operator))
