import type { DrawnGlyph, FontFacts, Fonts } from './fonts'
import { areaOf, around, IDENTITY, intersect, isUpright, type Matrix, multiply, NOWHERE, type Rect } from './geometry'
import type { Area, GivenMask, PagePaint, Show } from './ink'
import { colorOf, inkOf, isOpaque, masksOf, textAlphaOf, textBlendOf, veil } from './mixing'
import { OPERATORS as OPS, type OperatorList } from './operators'
import { hasHoles, isPlain, pointsOf, regionOf, shapesOf, sidesOf } from './paths'
import type { Region } from './regions'
import { barOf, rulesOf, type Stroke, slantedRule, THICKEST, wavyRule } from './rules'
import { fills, type Shading } from './shadings'
import { FIRST_STATE, STATE_STEPS, type State } from './state'
import { TextLine } from './text_line'
import { tilingOf } from './tilings'

/** Whether what belongs to a group of optional content (a layer) is shown. */
export type IsShown = (group: unknown) => boolean

type PathArguments = [paint: number, steps: [ArrayLike<number> | null], bounds: Rect | null]
type AnnotationArguments = [id: string, rect: Rect | null, transform: Matrix, matrix: Matrix]
interface Group {
  matrix: Matrix | null
  bbox: Rect | null
  /** Set where the group is a mask for what comes after it. */
  smask: GivenMask | null
}

/** Operators that fill a path. */
const FILLS = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const EVEN_ODD = new Set<number>([OPS.eoFill, OPS.eoFillStroke, OPS.closeEOFillStroke])
const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const IMAGES = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageXObjectRepeat,
])
const MASKS = new Set<number>([
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
])

/** An image that was left out must be larger than this, in points, to be known by its frame. */
const SMALLEST_IMAGE = 3
/** More areas than this are a drawing: only what can cover text is kept. */
const MOST_AREAS = 30_000
const emptyPaint = (): PagePaint => ({ shows: [], areas: [], rules: [] })

/** Goes through what pdf.js would draw on a page and keeps what concerns its text. */
export class Painter {
  private paint = emptyPaint()
  /** Of what stands around the masks that are open. */
  private readonly around: PagePaint[] = []
  private state: State = { ...FIRST_STATE }
  private readonly saved: State[] = []
  private readonly line = new TextLine()
  /** What marked content is open: layers, which may be off, and numbered content. */
  private readonly layers: { shown: boolean; mark?: number }[] = []
  private layersOff = 0
  private pendingClip: 'nonzero' | 'evenodd' | undefined
  private isAnnotation = false
  private order = 0
  /** A frame was set and nothing drawn in it so far. */
  private bareFrame = false
  /** pdf.js took the mask away, as it does before an image that has one of its own. */
  private masked = false

  constructor(
    private readonly fonts: Fonts,
    private readonly isShown: IsShown,
    /** pdf.js was told to leave images out, as decoding them takes long. */
    private readonly withoutImages: boolean,
    private readonly shadings: ReadonlyMap<string, Shading> = new Map(),
  ) {}

  private readonly tilings = new Map<unknown, Shading>()

  run({ fnArray, argsArray }: OperatorList): PagePaint {
    for (let i = 0; i < fnArray.length; i++) this.step(fnArray[i]!, (argsArray[i] ?? []) as unknown[])
    this.noticeImage()
    return this.paint
  }

  private step(operator: number, args: unknown[]): void {
    const set = STATE_STEPS[operator]
    if (set) set(this.state, args)
    else if (IMAGES.has(operator)) this.image('picture')
    else if (MASKS.has(operator)) this.image('other')
    else this.steps[operator]?.(args)
    this.masked = operator === OPS.setGState && isUnmasking(args)
  }

  private readonly steps: Record<number, (args: unknown[]) => void> = {
    [OPS.save]: () => this.save(),
    [OPS.restore]: () => this.restore(),
    [OPS.transform]: (args) => this.transform(args as unknown as Matrix),
    [OPS.clip]: () => this.clipSoon('nonzero'),
    [OPS.eoClip]: () => this.clipSoon('evenodd'),
    [OPS.paintSolidColorImageMask]: () => this.solid(),
    [OPS.constructPath]: (args) => this.path(args as PathArguments),
    [OPS.shadingFill]: ([id]) => this.shade(id as string),
    [OPS.beginText]: () => this.line.begin(),
    [OPS.setTextMatrix]: ([matrix]) => this.line.set(Array.from(matrix as Matrix) as unknown as Matrix),
    [OPS.moveText]: ([x, y]) => this.line.move(x as number, y as number),
    [OPS.nextLine]: () => this.line.move(0, -this.state.leading),
    [OPS.setLeadingMoveText]: ([x, y]) => {
      this.state.leading = -(y as number)
      this.line.move(x as number, y as number)
    },
    [OPS.showText]: ([items]) => this.show(items as (DrawnGlyph | number)[]),
    [OPS.beginMarkedContent]: () => this.openLayer(true),
    [OPS.beginMarkedContentProps]: ([tag, group]) => this.openContent(tag, group),
    [OPS.endMarkedContent]: () => this.closeLayer(),
    [OPS.paintFormXObjectBegin]: ([matrix, bbox]) => this.beginForm(matrix as Matrix | null, bbox as Rect | null),
    [OPS.paintFormXObjectEnd]: () => this.restore(),
    [OPS.beginGroup]: ([group]) => this.beginGroup(group as Group),
    [OPS.endGroup]: ([group]) => this.endGroup(group as Group),
    [OPS.beginAnnotation]: (args) => this.beginAnnotation(args as AnnotationArguments),
    [OPS.endAnnotation]: () => this.endAnnotation(),
  }

  /** A layer, or content that has a number in the structure of a tagged PDF. */
  private openContent(tag: unknown, group: unknown): void {
    const mark = typeof group === 'number' ? group : undefined
    this.openLayer(tag !== 'OC' || this.isShown(group), mark)
  }

  private openLayer(shown: boolean, mark?: number): void {
    this.layers.push({ shown, mark: mark ?? this.layers.at(-1)?.mark })
    if (!shown) this.layersOff++
  }

  private closeLayer(): void {
    if (this.layers.pop()?.shown === false) this.layersOff--
  }

  private transform(matrix: Matrix): void {
    this.state.ctm = multiply(this.state.ctm, matrix)
    this.bareFrame = true
  }

  private clipSoon(rule: 'nonzero' | 'evenodd'): void {
    this.pendingClip = rule
  }

  private beginForm(matrix: Matrix | null, bbox: Rect | null): void {
    this.save()
    if (matrix) this.state.ctm = multiply(this.state.ctm, matrix)
    if (bbox) this.clip(around(this.state.ctm, bbox))
  }

  /** The form that follows sets the matrix anew: here it is for the group's limits only. */
  private beginGroup({ matrix, bbox, smask }: Group): void {
    this.save()
    if (smask) this.beginMask()
    else veil(this.state)
    if (bbox) this.clip(around(matrix ? multiply(this.state.ctm, matrix) : this.state.ctm, bbox))
  }

  private endGroup({ smask }: Group): void {
    this.restore()
    if (!smask) return
    this.state.mask = { given: smask, paint: this.paint }
    this.paint = this.around.pop()!
  }

  /** What is painted now is none of the page. */
  private beginMask(): void {
    this.around.push(this.paint)
    this.paint = emptyPaint()
    const { ctm, clip } = this.state
    this.state = { ...FIRST_STATE, ctm, clip }
  }

  private beginAnnotation([, rect, transform, matrix]: AnnotationArguments): void {
    this.save()
    this.isAnnotation = true
    this.state = { ...FIRST_STATE }
    if (rect) this.clip(rect)
    this.state.ctm = multiply(multiply(IDENTITY, transform), matrix)
  }

  private endAnnotation(): void {
    this.isAnnotation = false
    this.restore()
  }

  private save(): void {
    this.saved.push({ ...this.state })
  }

  private restore(): void {
    this.noticeImage()
    this.state = this.saved.pop() ?? this.state
    this.bareFrame = false
  }

  private clip(rect: Rect): void {
    this.state.clip = intersect(this.state.clip, rect)
  }

  private show(items: readonly (DrawnGlyph | number)[]): void {
    const { state } = this
    this.bareFrame = false
    const font = this.fonts.get(state.font)
    const placed = this.line.show(items, state, font)
    if (placed.glyphs.length === 0) return
    this.paint.shows.push({
      ...placed,
      order: this.order++,
      font,
      color: font.isType3 ? undefined : colorOf(state, this.pattern?.color),
      alpha: textAlphaOf(state),
      blend: textBlendOf(state),
      ink: font.isType3 ? drawnInk(items, font) : inkOf(state),
      clip: state.clip,
      regions: state.regions,
      masks: masksOf(state),
      layerOff: this.layersOff > 0,
      mark: this.layers.at(-1)?.mark,
      isAnnotation: this.isAnnotation,
    } satisfies Show)
  }

  private path([paint, [steps], bounds]: PathArguments): void {
    const { state } = this
    this.bareFrame = false
    const limits = bounds ? around(state.ctm, bounds) : NOWHERE
    if (steps && this.layersOff === 0) {
      if (FILLS.has(paint)) this.fillPath(steps, limits, EVEN_ODD.has(paint))
      if (STROKES.has(paint)) this.strokePath(steps)
    }
    if (this.pendingClip) this.clipTo(steps ?? [], limits, this.pendingClip === 'evenodd')
    this.pendingClip = undefined
  }

  private fillPath(steps: ArrayLike<number>, bounds: Rect, evenOdd: boolean): void {
    const { state, pattern } = this
    if (state.fillAlpha === 0) return
    const shapes = shapesOf(steps, state.ctm)
    const { rects, polygons, curved, others } = shapes
    const color = state.fill ?? pattern?.color
    const kind = color === undefined ? 'other' : 'fill'
    const hides = color !== undefined || pattern?.everywhere === true
    const isWhole = polygons.length + curved.length > 0 || hasHoles(shapes)
    if (!others && !isWhole) for (const rect of rects) this.area(rect, { kind, color, hides })
    const region = isWhole && isPlain(shapes) && hides ? regionOf(steps, state.ctm, evenOdd) : undefined
    if (region) this.area(bounds, { kind: curved.length > 0 ? 'other' : kind, color, hides, region })
    else if (others || isWhole) this.area(bounds, { kind: 'other', hides: false })
    if (color !== '#ffffff') this.rules([...rects.flatMap(rulesOf), ...polygons.flatMap(slantedRule)])
  }

  /** What it fills with, if that is no colour. */
  private get pattern(): Shading | undefined {
    const { pattern } = this.state
    if (pattern?.[0] === 'Shading') return this.shadings.get(pattern[1] as string)
    if (pattern?.[0] !== 'TilingPattern') return undefined
    const known = this.tilings.get(pattern) ?? tilingOf(pattern, (drawing) => this.within(drawing, pattern[1]))
    this.tilings.set(pattern, known)
    return known
  }

  /** What a drawing paints that is none of the page itself; `color`: that it is given, if it has none of its own. */
  private within(drawing: OperatorList, color: unknown): PagePaint {
    const painter = new Painter(this.fonts, this.isShown, this.withoutImages, this.shadings)
    if (typeof color === 'string') painter.state.fill = painter.state.stroke = color
    return painter.run(drawing)
  }

  /** A gradient over all that the clip shows. */
  private shade(id: string): void {
    const { clip, ctm } = this.state
    const shading = this.shadings.get(id)
    this.area(clip, { kind: 'other', hides: shading !== undefined && fills(shading, ctm, clip) })
  }

  private clipTo(steps: ArrayLike<number>, limits: Rect, evenOdd: boolean): void {
    const { state } = this
    this.clip(limits)
    const { rects, polygons, curved, others } = shapesOf(steps, state.ctm)
    if (rects.length === 1 && polygons.length + curved.length === 0 && !others) return
    const region = regionOf(steps, state.ctm, evenOdd)
    if (region) state.regions = [...state.regions, region]
    else state.rough = true
  }

  private strokePath(steps: ArrayLike<number>): void {
    const { state } = this
    if (state.strokeAlpha === 0) return
    const thick = state.lineWidth * Math.sqrt(Math.abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2]))
    if (thick > THICKEST) this.bars(steps, thick)
    if (state.stroke === '#ffffff') return
    this.rules(pointsOf(steps, state.ctm).flatMap((points) => wavyRule(points, thick)))
  }

  private rules(strokes: readonly Stroke[]): void {
    for (const stroke of strokes) this.paint.rules.push({ ...stroke, order: this.order++ })
  }

  /** Lines so thick that type may stand on them, or lie under them. */
  private bars(steps: ArrayLike<number>, thick: number): void {
    const { ctm, stroke, dashed, strokeAlpha } = this.state
    const sides = sidesOf(steps, ctm)
    // What hands draw over words in many sides covers some letters, and the words can be read all the same.
    const kind = stroke === undefined || dashed || sides.length > 1 ? 'other' : 'fill'
    for (const side of sides) {
      const { rect, region } = barOf(side, thick)
      this.area(rect, {
        kind,
        color: stroke,
        alpha: strokeAlpha,
        ...(region ? { region } : {}),
        hides: kind === 'fill',
      })
    }
  }

  /** A picture of one dot, in the colour that is set: a box. */
  private solid(): void {
    const { ctm, fill } = this.state
    const isBox = isUpright(ctm) && fill !== undefined
    const rect = around(ctm, [0, 0, 1, 1])
    if (this.layersOff === 0 && isBox && fill !== '#ffffff') this.rules(rulesOf(rect))
    this.area(rect, { kind: isBox ? 'fill' : 'other', color: fill, hides: isBox })
  }

  private image(kind: 'picture' | 'other'): void {
    this.bareFrame = false
    const hides = kind === 'picture' && isUpright(this.state.ctm) && !this.masked
    this.area(around(this.state.ctm, [0, 0, 1, 1]), { kind: hides ? kind : 'other', hides })
  }

  /** Where images are left out, a frame in which nothing is drawn had one. */
  private noticeImage(): void {
    if (!this.bareFrame || !this.withoutImages) return
    this.bareFrame = false
    const rect = around(this.state.ctm, [0, 0, 1, 1])
    if (rect[2] - rect[0] >= SMALLEST_IMAGE && rect[3] - rect[1] >= SMALLEST_IMAGE) this.image('picture')
  }

  private area(rect: Rect, { kind, color, region, hides, alpha }: Painted): void {
    const { state, paint } = this
    this.bareFrame = false
    if (this.layersOff > 0) return
    const visible = intersect(rect, state.clip)
    if (areaOf(visible) < 4) return
    if (kind === 'other' && paint.areas.length > MOST_AREAS) return
    paint.areas.push({
      order: this.order++,
      rect: visible,
      regions: region ? [...state.regions, region] : state.regions,
      kind,
      color: kind === 'fill' ? color : undefined,
      opaque: hides && !state.rough && isOpaque(state, color, alpha ?? state.fillAlpha),
    })
  }
}

/** How something is painted. `hides`: all over, so that nothing below shows through if the paint is opaque. */
interface Painted {
  kind: Area['kind']
  color?: string | undefined
  region?: Region
  hides: boolean
  alpha?: number
}

/** Fonts whose glyphs are drawings have none for what text recognition writes. */
const drawnInk = (items: readonly (DrawnGlyph | number)[], font: FontFacts): Show['ink'] =>
  items.some((item) => typeof item !== 'number' && !item.isSpace && font.draws(item)) ? 'painted' : 'none'

const isUnmasking = ([entries]: unknown[]): boolean => {
  const [first, ...others] = entries as [string, unknown][]
  return others.length === 0 && first?.[0] === 'SMask' && first[1] === false
}
