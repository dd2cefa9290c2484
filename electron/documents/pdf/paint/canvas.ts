import { areaOf, around, cutTo, intersect, isUpright, type Rect } from './geometry'
import type { Area, PagePaint, Rule, Show } from './ink'
import { isOpaque, masksOf, mixOf } from './mixing'
import { hasHoles, isPlain, pointsOf, regionOf, shapesOf, sidesOf } from './paths'
import { isInside, type Region } from './regions'
import { barOf, rulesOf, type Stroke, slantedRule, strokedRule, THICKEST } from './rules'
import { fills, type Shading } from './shadings'
import { clipOf, type State } from './state'
import type { Dots } from './stencils'

/** More areas than this are a drawing: only what can cover text is kept. */
const MOST_AREAS = 30_000
const emptyPaint = (): PagePaint => ({ shows: [], areas: [], rules: [], whiteRules: [], patternWords: new Set() })

/** How something is painted. `hides`: all over, so that nothing below shows through if the paint is opaque. */
interface Painted {
  kind: Area['kind']
  color?: string | undefined
  region?: Region
  dots?: Dots
  hides: boolean
  alpha?: number
}

/** Keeps what is painted, as far as it concerns text: shapes, pictures and strokes in the order in which they come. */
export class Canvas {
  private kept = emptyPaint()
  /** Of what stands around the masks that are open. */
  private readonly around: PagePaint[] = []
  private order = 0
  private lastImage: { frame: Rect; rule?: Rule } | undefined

  /** `isOff`: what is painted now is in a layer that is off: only its text is kept. */
  constructor(private readonly isOff: () => boolean) {}

  get paint(): PagePaint {
    return this.kept
  }

  /** What is painted now is none of the page. */
  beginMask(): void {
    this.around.push(this.kept)
    this.kept = emptyPaint()
  }

  /** What was painted since the mask began. */
  endMask(): PagePaint {
    const mask = this.kept
    this.kept = this.around.pop()!
    return mask
  }

  show(show: Omit<Show, 'order'>): void {
    this.kept.shows.push({ ...show, order: this.order++ })
  }

  fill(steps: ArrayLike<number>, bounds: Rect, evenOdd: boolean, state: State, pattern: Shading | undefined): void {
    if (this.isOff() || state.fillAlpha === 0) return
    const shapes = shapesOf(steps, state.ctm)
    if (pattern?.words && areaOf(intersect(bounds, clipOf(state))) > 0) this.kept.patternWords.add(pattern.words)
    const { rects, polygons, curved, others } = shapes
    const color = state.fill ?? pattern?.color
    const kind = color === undefined ? 'other' : 'fill'
    const hides = color !== undefined || pattern?.everywhere === true
    const isWhole = polygons.length + curved.length > 0 || hasHoles(shapes)
    if (!others && !isWhole) for (const rect of rects) this.area(rect, state, { kind, color, hides })
    const region = isWhole && isPlain(shapes) && hides ? regionOf(steps, state.ctm, evenOdd) : undefined
    if (region) this.area(bounds, state, { kind: curved.length > 0 ? 'other' : kind, color, hides, region })
    else if (others || isWhole) this.area(bounds, state, { kind: 'other', hides: false })
    this.rules([...rects.flatMap(rulesOf), ...polygons.flatMap(slantedRule)], state, color)
  }

  stroke(steps: ArrayLike<number>, state: State): void {
    if (this.isOff() || state.strokeAlpha === 0) return
    const thick = state.lineWidth * Math.sqrt(Math.abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2]))
    if (thick > THICKEST) this.bars(steps, thick, state)
    this.rules(
      pointsOf(steps, state.ctm).flatMap((points) => strokedRule(points, thick)),
      state,
      state.stroke,
    )
  }

  /** A gradient over all that the clip shows. */
  shade(shading: Shading | undefined, state: State): void {
    const { ctm } = state
    const clip = clipOf(state)
    this.area(clip, state, { kind: 'other', hides: shading !== undefined && fills(shading, ctm, clip) })
  }

  /** A picture of one dot, in the colour that is set: a box. */
  solid(state: State): void {
    const { ctm, fill } = state
    const isBox = isUpright(ctm) && fill !== undefined
    const rect = around(ctm, [0, 0, 1, 1])
    if (!this.isOff() && isBox) this.rules(rulesOf(rect), state, fill)
    this.area(rect, state, { kind: isBox ? 'fill' : 'other', color: fill, hides: isBox })
  }

  /** `hides`: nothing of its frame is clear. */
  image(state: State, hides: boolean): void {
    const frame = around(state.ctm, [0, 0, 1, 1])
    if (!this.isOff() && isUpright(state.ctm)) this.thinImage(frame, state)
    this.area(frame, state, { kind: hides ? 'picture' : 'other', hides })
  }

  /** A picture of one colour, clear where it has no ink. */
  stencil(state: State, dots: Dots): void {
    this.area(around(state.ctm, [0, 0, 1, 1]), state, { kind: 'other', hides: true, dots })
  }

  /** A picture as thin as a line is one, but for the strips that some files cut their pictures into. */
  private thinImage(frame: Rect, state: State): void {
    const { rules } = this.kept
    const last = this.lastImage
    const isStrip = last !== undefined && touch(last.frame, frame)
    if (isStrip && last.rule) rules.splice(rules.indexOf(last.rule), rules.includes(last.rule) ? 1 : 0)
    const count = rules.length
    if (!isStrip) this.rules(rulesOf(frame), state)
    this.lastImage = { frame, ...(rules.length > count && { rule: rules.at(-1)! }) }
  }

  private rules(strokes: readonly Stroke[], state: State, color?: string): void {
    const kept = color === '#ffffff' ? this.kept.whiteRules : this.kept.rules
    const { regions, letters } = state
    const clip = clipOf(state)
    for (const stroke of strokes) {
      const cut = cutTo(clip, stroke.from, stroke.to)
      if (!cut) continue
      const [from, to] = cut
      const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
      if (!regions.every((region) => isInside(region, x, y))) continue
      const within = letters.length > 0 ? { within: letters } : {}
      kept.push({ ...stroke, from, to, order: this.order++, ...within })
    }
  }

  /** Lines so thick that type may stand on them, or lie under them. */
  private bars(steps: ArrayLike<number>, thick: number, state: State): void {
    const { ctm, stroke, dashed, strokeAlpha } = state
    const sides = sidesOf(steps, ctm)
    // What hands draw over words in many sides covers some letters, and the words can be read all the same.
    const kind = stroke === undefined || dashed || sides.length > 1 ? 'other' : 'fill'
    for (const side of sides) {
      const { rect, region } = barOf(side, thick)
      const shape = region ? { region } : {}
      this.area(rect, state, { kind, color: stroke, alpha: strokeAlpha, ...shape, hides: kind === 'fill' })
    }
  }

  private area(rect: Rect, state: State, { kind, color, region, dots, hides, alpha }: Painted): void {
    if (this.isOff()) return
    const visible = intersect(rect, clipOf(state))
    if (areaOf(visible) < 4) return
    if (kind === 'other' && this.kept.areas.length > MOST_AREAS) return
    const masks = masksOf(state)
    this.kept.areas.push({
      order: this.order++,
      rect: visible,
      regions: region ? [...state.regions, region] : state.regions,
      ...(dots && { dots }),
      kind,
      color: kind === 'fill' ? color : undefined,
      opaque: hides && !state.rough && isOpaque(state, color, alpha ?? state.fillAlpha),
      ...(masks.length > 0 && { masks }),
      ...(state.letters.length > 0 && { within: state.letters }),
      ...(kind === 'fill' && hides && !state.rough ? { mix: mixOf(state, alpha ?? state.fillAlpha) } : {}),
    })
  }
}

/** Points between the strips of one picture. */
const SEAM = 1
const touch = (a: Rect, b: Rect): boolean => {
  const [wide, high] = [Math.min(a[2], b[2]) - Math.max(a[0], b[0]), Math.min(a[3], b[3]) - Math.max(a[1], b[1])]
  return wide > -SEAM && high > -SEAM
}
