import type { DrawnGlyph, Fonts } from './fonts'
import { areaOf, around, IDENTITY, intersect, isUpright, type Matrix, multiply, NOWHERE, type Rect } from './geometry'
import type { Area, PagePaint, Show } from './ink'
import { OPERATORS as OPS, type OperatorList } from './operators'
import { shapesOf, soleOutline } from './paths'
import { rulesOf } from './rules'
import { fills, type Shading } from './shadings'
import { FIRST_STATE, STATE_STEPS, type State } from './state'
import { TextLine } from './text_line'

/** Whether what belongs to a group of optional content (a layer) is shown. */
export type IsShown = (group: unknown) => boolean

type PathArguments = [paint: number, steps: [ArrayLike<number> | null], bounds: Rect | null]
type AnnotationArguments = [id: string, rect: Rect | null, transform: Matrix, matrix: Matrix]
interface Group {
  matrix: Matrix | null
  bbox: Rect | null
  /** Set where the group is a mask for what comes after it. */
  smask: unknown
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
  OPS.paintSolidColorImageMask,
])

/** An image that was left out must be larger than this, in points, to be known by its frame. */
const SMALLEST_IMAGE = 3
/** More areas than this are a drawing: only what can cover text is kept. */
const MOST_AREAS = 30_000

/** Goes through what pdf.js would draw on a page and keeps what concerns its text. */
export class Painter {
  private readonly paint: PagePaint = { shows: [], areas: [], rules: [] }
  private state: State = { ...FIRST_STATE }
  private readonly saved: State[] = []
  private readonly line = new TextLine()
  /** What marked content is open: layers, which may be off, and numbered content. */
  private readonly layers: { shown: boolean; mark?: number }[] = []
  private layersOff = 0
  private masks = 0
  private pendingClip = false
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
    [OPS.clip]: () => this.clipSoon(),
    [OPS.eoClip]: () => this.clipSoon(),
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

  private clipSoon(): void {
    this.pendingClip = true
  }

  private beginForm(matrix: Matrix | null, bbox: Rect | null): void {
    this.save()
    if (matrix) this.state.ctm = multiply(this.state.ctm, matrix)
    if (bbox) this.clip(around(this.state.ctm, bbox))
  }

  /** The form that follows sets the matrix anew: here it is for the group's limits only. */
  private beginGroup({ matrix, bbox, smask }: Group): void {
    this.save()
    if (!isOpaque(this.state)) this.state.veiled = true
    if (smask) this.masks++
    if (bbox) this.clip(around(matrix ? multiply(this.state.ctm, matrix) : this.state.ctm, bbox))
  }

  private endGroup({ smask }: Group): void {
    if (smask) this.masks--
    this.restore()
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
    if (placed.glyphs.length === 0 || this.masks > 0) return
    this.paint.shows.push({
      ...placed,
      order: this.order++,
      font,
      color: font.isType3 ? undefined : colorOf(state),
      ink: font.isType3 ? 'painted' : inkOf(state),
      clip: state.clip,
      layerOff: this.layersOff > 0,
      mark: this.layers.at(-1)?.mark,
      isAnnotation: this.isAnnotation,
    } satisfies Show)
  }

  private path([paint, [steps], bounds]: PathArguments): void {
    const { state } = this
    this.bareFrame = false
    const limits = bounds ? around(state.ctm, bounds) : NOWHERE
    if (steps && this.layersOff === 0 && this.masks === 0) {
      if (FILLS.has(paint)) this.fillPath(steps, limits)
      if (STROKES.has(paint)) this.strokePath(steps)
    }
    if (this.pendingClip) this.clipTo(steps, limits)
    this.pendingClip = false
  }

  private fillPath(steps: ArrayLike<number>, bounds: Rect): void {
    const { state } = this
    if (state.fillAlpha === 0) return
    const shapes = shapesOf(steps, state.ctm)
    const { rects, polygons, curved, others } = shapes
    const hides = state.fill !== undefined || this.gradient?.everywhere === true
    for (const rect of rects) {
      this.area(rect, state.fill === undefined ? 'other' : 'fill', undefined, hides)
      if (state.fill !== '#ffffff') this.paint.rules.push(...rulesOf(rect))
    }
    const outline = hides ? soleOutline(shapes) : undefined
    const isPlain = curved.length === 0 && state.fill !== undefined
    if (outline) this.area(bounds, isPlain ? 'fill' : 'other', outline, hides)
    else if (others || polygons.length + curved.length > 0) this.area(bounds, 'other')
  }

  private get gradient(): Shading | undefined {
    return this.shadings.get(this.state.gradient ?? '')
  }

  /** A gradient over all that the clip shows. */
  private shade(id: string): void {
    const { clip, ctm, outline } = this.state
    const shading = this.shadings.get(id)
    this.area(clip, 'other', undefined, shading !== undefined && outline !== 'rough' && fills(shading, ctm, clip))
  }

  private clipTo(steps: ArrayLike<number> | null, limits: Rect): void {
    const { state } = this
    this.clip(limits)
    const shapes = shapesOf(steps ?? [], state.ctm)
    const { rects, polygons, curved, others } = shapes
    if (rects.length === 1 && polygons.length + curved.length === 0 && !others) return
    state.outline = (state.outline === undefined ? soleOutline(shapes) : undefined) ?? 'rough'
  }

  private strokePath(steps: ArrayLike<number>): void {
    const { state } = this
    if (state.strokeAlpha === 0 || state.stroke === '#ffffff') return
    const thick = state.lineWidth * Math.sqrt(Math.abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2]))
    for (const { from, to } of shapesOf(steps, state.ctm).lines) this.paint.rules.push({ from, to, thick })
  }

  private image(kind: 'picture' | 'other'): void {
    this.bareFrame = false
    const fillsItsFrame = isUpright(this.state.ctm) && !this.masked
    this.area(around(this.state.ctm, [0, 0, 1, 1]), fillsItsFrame ? kind : 'other')
  }

  /** Where images are left out, a frame in which nothing is drawn had one. */
  private noticeImage(): void {
    if (!this.bareFrame || !this.withoutImages) return
    this.bareFrame = false
    const rect = around(this.state.ctm, [0, 0, 1, 1])
    if (rect[2] - rect[0] >= SMALLEST_IMAGE && rect[3] - rect[1] >= SMALLEST_IMAGE) this.image('picture')
  }

  /** `hides`: all of it is painted, so that nothing below shows through if the paint is opaque. */
  private area(rect: Rect, kind: Area['kind'], outline?: Area['polygon'], hides = kind !== 'other'): void {
    const { state, paint } = this
    this.bareFrame = false
    if (this.layersOff > 0 || this.masks > 0) return
    const visible = intersect(rect, state.clip)
    if (areaOf(visible) < 4) return
    if (kind === 'other' && paint.areas.length > MOST_AREAS) return
    const opaque = hides && isOpaque(state)
    const polygon = outline ?? (typeof state.outline === 'object' ? state.outline : undefined)
    paint.areas.push({
      order: this.order++,
      rect: visible,
      ...(polygon ? { polygon } : {}),
      kind,
      color: kind === 'fill' ? state.fill : undefined,
      opaque,
    })
  }
}

const isOpaque = ({ blended, masked, veiled, fillAlpha }: State): boolean =>
  !blended && !masked && !veiled && fillAlpha === 1

/** Of the eight modes 3 paints nothing, 7 only adds to the clip; of the others some fill and some stroke. */
function inkOf({ mode, fillAlpha, strokeAlpha }: State): Show['ink'] {
  if (mode === 7) return 'clip'
  if (mode === 3) return 'none'
  return (fillsIn(mode) && fillAlpha > LEAST_ALPHA) || (strokes(mode) && strokeAlpha > LEAST_ALPHA) ? 'painted' : 'none'
}

function colorOf({ mode, fill, stroke }: State): string | undefined {
  if (!strokes(mode)) return fill
  return !fillsIn(mode) || fill === stroke ? stroke : undefined
}

const LEAST_ALPHA = 0.02
const fillsIn = (mode: number): boolean => mode % 4 === 0 || mode % 4 === 2
const strokes = (mode: number): boolean => mode % 4 === 1 || mode % 4 === 2

const isUnmasking = ([entries]: unknown[]): boolean => {
  const [first, ...others] = entries as [string, unknown][]
  return others.length === 0 && first?.[0] === 'SMask' && first[1] === false
}
