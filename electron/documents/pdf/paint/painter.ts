import { Canvas } from './canvas'
import { Contents, type IsShown, type Told } from './contents'
import type { DrawnGlyph, FontFacts, Fonts } from './fonts'
import { around, IDENTITY, intersect, isUpright, type Matrix, multiply, NOWHERE, type Rect, unite } from './geometry'
import { boxAround, type GivenMask, type Letters, type PagePaint, type Show } from './ink'
import { clipsIn, colorOf, inkOf, masksOf, textAlphaOf, textBlendOf, veil } from './mixing'
import { OPERATORS as OPS, type OperatorList } from './operators'
import { regionOf, shapesOf } from './paths'
import type { Shading } from './shadings'
import { clipOf, FIRST_STATE, STATE_STEPS, type State } from './state'
import { dotsOf, type Stencil } from './stencils'
import { TextLine } from './text_line'
import { tilingOf } from './tilings'

/** What must be known of a file and a page, beside what is drawn. */
export interface Surroundings {
  fonts: Fonts
  isShown: IsShown
  /** pdf.js was told to leave images out, as decoding them takes long. */
  withoutImages: boolean
  shadings: ReadonlyMap<string, Shading>
  /** Pictures of one colour, by pdf.js's names. */
  stencils?: ReadonlyMap<string, Stencil>
  /** What the file says of marked content, by the place in which it begins, layers not counted. */
  told?: readonly Told[]
}

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

/** Goes through what pdf.js would draw on a page and keeps what concerns its text. */
export class Painter {
  private state: State = { ...FIRST_STATE }
  private readonly saved: State[] = []
  private readonly line = new TextLine()
  private readonly contents: Contents
  private readonly canvas = new Canvas(() => this.contents.isOff)
  private pendingClip: 'nonzero' | 'evenodd' | undefined
  /** The letters that are a clip once their text object ends. */
  private lettersClip: Letters | undefined
  private annotation: string | undefined
  /** A frame was set and nothing drawn in it so far. */
  private bareFrame = false
  /** pdf.js took the mask away, as it does before an image that has one of its own. */
  private masked = false
  private readonly tilings = new Map<unknown, Shading>()

  constructor(private readonly given: Surroundings) {
    this.contents = new Contents(given.isShown, given.told ?? [])
  }

  run({ fnArray, argsArray }: OperatorList): PagePaint {
    for (let i = 0; i < fnArray.length; i++) this.step(fnArray[i]!, (argsArray[i] ?? []) as unknown[])
    this.noticeImage()
    return this.canvas.paint
  }

  private step(operator: number, args: unknown[]): void {
    const set = STATE_STEPS[operator]
    if (set) set(this.state, args)
    else if (IMAGES.has(operator)) this.image(true)
    else if (MASKS.has(operator)) this.stencil(args)
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
    [OPS.endText]: () => this.clipToLetters(),
    [OPS.setTextMatrix]: ([matrix]) => this.line.set(Array.from(matrix as Matrix) as unknown as Matrix),
    [OPS.moveText]: ([x, y]) => this.line.move(x as number, y as number),
    [OPS.nextLine]: () => this.line.move(0, -this.state.leading),
    [OPS.setLeadingMoveText]: ([x, y]) => {
      this.state.leading = -(y as number)
      this.line.move(x as number, y as number)
    },
    [OPS.showText]: ([items]) => this.show(items as (DrawnGlyph | number)[]),
    [OPS.beginMarkedContent]: ([tag]) => this.contents.begin(tag),
    [OPS.beginMarkedContentProps]: ([tag, group]) => this.contents.begin(tag, group),
    [OPS.endMarkedContent]: () => this.contents.end(),
    [OPS.paintFormXObjectBegin]: ([matrix, bbox]) => this.beginForm(matrix as Matrix | null, bbox as Rect | null),
    [OPS.paintFormXObjectEnd]: () => this.restore(),
    [OPS.beginGroup]: ([group]) => this.beginGroup(group as Group),
    [OPS.endGroup]: ([group]) => this.endGroup(group as Group),
    [OPS.beginAnnotation]: (args) => this.beginAnnotation(args as AnnotationArguments),
    [OPS.endAnnotation]: () => this.endAnnotation(),
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
    if (smask) this.state.mask = { given: smask, paint: this.canvas.endMask() }
  }

  private beginMask(): void {
    this.canvas.beginMask()
    const { ctm, clip } = this.state
    this.state = { ...FIRST_STATE, ctm, clip }
  }

  private beginAnnotation([id, rect, transform, matrix]: AnnotationArguments): void {
    this.save()
    this.annotation = id
    this.state = { ...FIRST_STATE }
    if (rect) this.clip(rect)
    this.state.ctm = multiply(multiply(IDENTITY, transform), matrix)
  }

  private endAnnotation(): void {
    this.annotation = undefined
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
    const font = this.given.fonts.get(state.font)
    const placed = this.line.show(items, state, font)
    if (placed.glyphs.length === 0) return
    const ink = font.isType3 ? drawnInk(items, font) : inkOf(state)
    const letters = clipsIn(state.mode) ? this.addToClip(boxAround(placed)) : undefined
    this.canvas.show({
      ...placed,
      font,
      color: takesColor(items, font)
        ? colorOf(font.isType3 ? { ...state, mode: 0 } : state, this.pattern?.color)
        : undefined,
      alpha: textAlphaOf(state),
      blend: textBlendOf(state),
      ink,
      clip: ink === 'painted' ? clipOf(state) : state.clip,
      regions: state.regions,
      masks: masksOf(state),
      layerOff: this.contents.isOff,
      mark: this.contents.mark,
      said: this.contents.said,
      isAnnotation: this.annotation !== undefined,
      ...(this.annotation !== undefined && { annotation: this.annotation }),
      ...(letters && { letters }),
      ...(state.letters.length > 0 && { within: state.letters }),
    })
  }

  private addToClip(box: Rect): Letters {
    this.lettersClip ??= { rect: box }
    this.lettersClip.rect = unite(this.lettersClip.rect, box)
    return this.lettersClip
  }

  private path([paint, [steps], bounds]: PathArguments): void {
    const { state } = this
    this.bareFrame = false
    const limits = bounds ? around(state.ctm, bounds) : NOWHERE
    if (steps && FILLS.has(paint)) this.canvas.fill(steps, limits, EVEN_ODD.has(paint), state, this.pattern)
    if (steps && STROKES.has(paint)) this.canvas.stroke(steps, state)
    if (this.pendingClip) this.clipTo(steps ?? [], limits, this.pendingClip === 'evenodd')
    this.pendingClip = undefined
  }

  /** What it fills with, if that is no colour. */
  private get pattern(): Shading | undefined {
    const { pattern } = this.state
    if (pattern?.[0] === 'Shading') return this.given.shadings.get(pattern[1] as string)
    if (pattern?.[0] !== 'TilingPattern') return undefined
    const known = this.tilings.get(pattern) ?? tilingOf(pattern, (drawing) => this.within(drawing, pattern[1]))
    this.tilings.set(pattern, known)
    return known
  }

  /** What a drawing paints that is none of the page itself; `color`: that it is given, if it has none of its own. */
  private within(drawing: OperatorList, color: unknown): PagePaint {
    const painter = new Painter({ ...this.given, told: [] })
    if (typeof color === 'string') painter.state.fill = painter.state.stroke = color
    return painter.run(drawing)
  }

  private shade(id: string): void {
    this.bareFrame = false
    this.canvas.shade(this.given.shadings.get(id), this.state)
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

  /** What comes now is seen in letters alone, and hides nothing of them. */
  private clipToLetters(): void {
    if (!this.lettersClip) return
    this.state.letters = [...this.state.letters, this.lettersClip]
    this.state.rough = true
    this.lettersClip = undefined
  }

  private solid(): void {
    this.bareFrame = false
    this.canvas.solid(this.state)
  }

  private stencil([given]: unknown[]): void {
    const { data } = given as { data?: unknown }
    const stencil = typeof data === 'string' ? this.given.stencils?.get(data) : undefined
    const dots = stencil && dotsOf(stencil, this.state.ctm)
    this.bareFrame = false
    if (dots) this.canvas.stencil(this.state, dots)
    else this.canvas.image(this.state, false)
  }

  private image(isPicture: boolean): void {
    this.bareFrame = false
    this.canvas.image(this.state, isPicture && isUpright(this.state.ctm) && !this.masked)
  }

  /** Where images are left out, a frame in which nothing is drawn had one. */
  private noticeImage(): void {
    if (!this.bareFrame || !this.given.withoutImages) return
    this.bareFrame = false
    const rect = around(this.state.ctm, [0, 0, 1, 1])
    if (Math.max(rect[2] - rect[0], rect[3] - rect[1]) >= SMALLEST_IMAGE) this.image(true)
  }
}

/** Fonts whose glyphs are drawings have none for what text recognition writes. */
const drawnInk = (items: readonly (DrawnGlyph | number)[], font: FontFacts): Show['ink'] =>
  items.some((item) => typeof item !== 'number' && !item.isSpace && font.draws(item)) ? 'painted' : 'none'

const takesColor = (items: readonly (DrawnGlyph | number)[], font: FontFacts): boolean =>
  items.every((item) => typeof item === 'number' || item.isSpace || font.takesColor(item))

const isUnmasking = ([entries]: unknown[]): boolean => {
  const [first, ...others] = entries as [string, unknown][]
  return others.length === 0 && first?.[0] === 'SMask' && first[1] === false
}
