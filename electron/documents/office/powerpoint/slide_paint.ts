import { colourOf, type RGBColor } from '../../markup/colour'
import { child, elements, type Xml, xmlOf } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import { hexColour, isLost } from '../paint'
import { type Relation, relationsOf, targetOf } from '../relations'

/** As in PDFs: what is smaller than 0.8 points shows nothing. In hundredths of a point. */
const TINY = 80
/** A theme's first way to fill what lies below all: with one colour. */
const PLAIN = '1001'

/** How the slides of a presentation are painted: what several of them have in common is read once. */
export class SlidePaints {
  private readonly read = new Map<string, Promise<{ root: Xml | undefined; relations: Relation[] }>>()

  /** `size`: as the presentation says it. */
  constructor(
    private readonly packed: Packed,
    private readonly size: Xml | undefined,
  ) {}

  async of(part: string, root: Xml): Promise<SlidePaint> {
    const sheets: (Xml | undefined)[] = [root]
    let relations = await relationsOf(this.packed, part)
    for (const type of ['slideLayout', 'slideMaster', 'theme']) {
      const next = await this.shared(targetOf(relations, type))
      sheets.push(next.root)
      relations = next.relations
    }
    const theme = sheets.pop()
    const colours = coloursOf(theme, child(sheets.at(-1), 'clrMap'))
    const background = sheets.map((one) => child(one, 'cSld', 'bg')).find((one) => one !== undefined)
    const isBare = sheets.every((one) => elements(child(one, 'cSld', 'spTree')).every(isClear))
    const { cx, cy } = this.size?.attributes ?? {}
    const size = cx === undefined || cy === undefined ? undefined : { wide: Number(cx), high: Number(cy) }
    return new SlidePaint(isBare && background ? groundOf(background, colours) : undefined, colours, size)
  }

  private shared(part: string | undefined) {
    if (part === undefined) return { root: undefined, relations: [] }
    const known = this.read.get(part) ?? this.readPart(part)
    this.read.set(part, known)
    return known
  }

  private async readPart(part: string) {
    return { root: await xmlOf(this.packed, part), relations: await relationsOf(this.packed, part) }
  }
}

/** What a slide's words lie on, as far as the file says it, and which of them show. */
export class SlidePaint {
  constructor(
    /** Of the whole slide; undefined where it is none, or something is painted on it. */
    private readonly paper: RGBColor | undefined,
    private readonly theme: ReadonlyMap<string, RGBColor>,
    private readonly size: { wide: number; high: number } | undefined,
  ) {}

  /** Beyond the slide's edges. */
  isOutside(shape: Xml): boolean {
    const place = child(
      shape,
      shape.name === 'graphicFrame' ? 'xfrm' : 'spPr',
      ...(shape.name === 'graphicFrame' ? [] : ['xfrm']),
    )
    const [at, extent] = [child(place, 'off')?.attributes, child(place, 'ext')?.attributes]
    if (!this.size || !at || !extent || (place?.attributes.rot ?? '0') !== '0') return false
    const [x, y] = [Number(at.x), Number(at.y)]
    return x >= this.size.wide || y >= this.size.high || x + Number(extent.cx) <= 0 || y + Number(extent.cy) <= 0
  }

  /** What a shape's words lie on. */
  paperOf(shape: Xml): RGBColor | undefined {
    const properties = child(shape, 'spPr')
    if (isClear(shape)) return this.paper
    return colourIn(child(properties, 'solidFill'), this.theme)
  }

  /** Whether words that look so show nothing: without ink, of no size, in the colour of what they lie on. */
  isUnseen(look: Xml | undefined, paper: RGBColor | undefined): boolean {
    if (Number(look?.attributes.sz ?? TINY) < TINY) return true
    const isOutlined = elements(child(look, 'ln')).some(({ name }) => /Fill$/.test(name) && name !== 'noFill')
    if (isOutlined || child(look, 'effectLst') || child(look, 'highlight')) return false
    return child(look, 'noFill') !== undefined || isLost(colourIn(child(look, 'solidFill'), this.theme), paper)
  }
}

/** Nothing of it but letters can lie under others. */
function isClear(shape: Xml): boolean {
  if (!/^(?:sp|pic|graphicFrame|grpSp|cxnSp|AlternateContent)$/.test(shape.name)) return true
  if (shape.name !== 'sp') return false
  const fills = elements(child(shape, 'spPr')).filter(({ name }) => /Fill$/.test(name))
  const [fill] = fills
  if (fill) return fill.name === 'noFill'
  return Number(child(shape, 'style', 'fillRef')?.attributes.idx ?? 0) === 0
}

function groundOf(background: Xml, colours: ReadonlyMap<string, RGBColor>): RGBColor | undefined {
  const own = child(background, 'bgPr')
  if (own) return colourIn(child(own, 'solidFill'), colours)
  const reference = child(background, 'bgRef')
  return reference?.attributes.idx === PLAIN ? colourIn(reference, colours) : undefined
}

/** One that is changed in any way is not known. */
function colourIn(of: Xml | undefined, colours: ReadonlyMap<string, RGBColor>): RGBColor | undefined {
  const [one] = elements(of)
  if (!one || elements(one).length > 0) return undefined
  if (one.name === 'srgbClr') return hexColour(one.attributes.val)
  if (one.name === 'sysClr') return hexColour(one.attributes.lastClr)
  if (one.name === 'prstClr') return colourOf(one.attributes.val?.toLowerCase())
  return one.name === 'schemeClr' ? colours.get(one.attributes.val ?? '') : undefined
}

/** A theme's colours by the names that slides have for them. */
function coloursOf(theme: Xml | undefined, names: Xml | undefined): Map<string, RGBColor> {
  const own = new Map<string, RGBColor>()
  for (const one of elements(child(theme, 'themeElements', 'clrScheme'))) {
    const colour = colourIn(one, new Map())
    if (colour) own.set(one.name, colour)
  }
  const named = Object.entries(names?.attributes ?? {}).flatMap(([name, of]): [string, RGBColor][] => {
    const colour = own.get(of)
    return colour ? [[name, colour]] : []
  })
  return new Map([...own, ...named])
}
