import { collapseSpace, saneText } from '../../../shared/document/characters'
import type { SourceDocument } from '../../../shared/document/types'
import { type PageName, toDocument } from '../../blocks'
import { countedWere, Flow } from '../../flow/flow'
import { below, child, eachElement, elements, type Xml, xmlText } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import type { OfficeOptions } from '../options'
import { OdfReader } from './body'
import { CONTENT, checkContent, shownText, tellMacros } from './content'
import { OdfStyles } from './styles'

/** An OpenDocument presentation or drawing: each slide that is shown is a page, its speaker's notes behind what stands on it. */
export async function readOdp(packed: Packed, options: OfficeOptions): Promise<SourceDocument> {
  await checkContent(packed)
  const { styles } = await OdfStyles.shared(packed)
  const flow = new Flow(packed.guard)
  const text = new OdfReader(flow, styles, {
    accepted: options.accepted ?? false,
    hidden: options.hidden ?? false,
    paper: undefined,
  })
  const slides = new SlidesReader(flow, text, options.hidden ?? false)
  await eachElement(
    packed,
    CONTENT,
    (name, path) => name === 'automatic-styles' || (name === 'page' && /^(?:presentation|drawing)$/.test(path.at(-1)!)),
    (element, path) => {
      if (element.name === 'page') return slides.read(element, path.at(-1) === 'drawing' ? {} : { part: 'slide' })
      styles.learn(element)
      slides.learn(element)
    },
  )
  text.finish()
  slides.finish()
  tellMacros(packed, flow)
  const { pages } = slides
  return toDocument(flow.blocks, packed.guard.file, 'odp', pages.length > 0 ? pages : 1, flow.notes())
}

/** Placeholders that repeat on every slide. */
const REPEATED = /^(?:header|footer|date-time|page-number|handout|page|notes)$/

class SlidesReader {
  readonly pages: PageName[] = []
  /** Styles of slides that are not shown. */
  private readonly hiddenStyles = new Set<string>()
  private hidden = 0

  constructor(
    private readonly flow: Flow,
    private readonly text: OdfReader,
    private readonly readsHidden: boolean,
  ) {}

  learn(styles: Xml): void {
    for (const style of elements(styles, 'style')) {
      if (child(style, 'drawing-page-properties')?.attributes.visibility === 'hidden') {
        this.hiddenStyles.add(style.attributes.name ?? '')
      }
    }
  }

  read(slide: Xml, name: PageName): void {
    const isHidden = this.hiddenStyles.has(slide.attributes['style-name'] ?? '')
    if (isHidden) this.hidden++
    if (isHidden && !this.readsHidden) return
    if (this.pages.length > 0) this.flow.nextPage()
    this.pages.push(name)
    const shapes = shapesIn(slide)
    const isTitle = (shape: Xml) => shape.attributes.class === 'title'
    for (const shape of shapes.filter(isTitle)) {
      this.flow.heading([...below(shape, 'p')].map((one) => saneText(shownText(one))).join(' '), 1)
    }
    const rest = shapes.filter((shape) => !isTitle(shape) && !REPEATED.test(shape.attributes.class ?? ''))
    const drawn = rest.filter((shape) => !this.readShape(shape)).length
    if (drawn > 0) {
      const what = countedWere(drawn, 'picture, chart or film', 'pictures, charts or films')
      this.flow.noteOn(this.pages.length, 'unread', `${what} not read.`)
    }
    this.beside(slide)
  }

  finish(): void {
    if (this.hidden === 0) return
    const what = this.hidden === 1 ? 'One slide is hidden and was' : `${this.hidden} slides are hidden and were`
    this.flow.noteOfAll('hidden', `${what} ${this.readsHidden ? 'read too' : 'not read'}.`)
  }

  /** False if it shows something else than text. */
  private readShape(shape: Xml): boolean {
    if (shape.name !== 'frame') {
      for (const inner of elements(shape)) this.text.read(inner)
      return true
    }
    // a picture beside a table is only how the table looks
    const shown = child(shape, 'text-box') ?? child(shape, 'table')
    if (shown) this.text.read(shown)
    return shown !== undefined || elements(shape).length === 0
  }

  /** Speaker's notes, and what people said of the slide. */
  private beside(slide: Xml): void {
    for (const notes of elements(slide, 'notes')) {
      const said = elements(notes, 'frame').filter(({ attributes }) => attributes.class === 'notes')
      for (const paragraph of said.flatMap((frame) => [...below(frame, 'p')])) {
        const words = collapseSpace(saneText(shownText(paragraph)))
        if (words !== '') this.flow.prose(`Speaker's notes: ${words}`)
      }
    }
    for (const comment of elements(slide, 'annotation')) {
      const words = collapseSpace(saneText([...below(comment, 'p')].map(xmlText).join(' ')))
      if (words !== '') this.flow.noteOn(this.pages.length, 'comment', `A comment says: "${words}"`)
    }
  }
}

/** All that stands on a slide, groups taken apart. */
const shapesIn = (of: Xml): Xml[] =>
  elements(of).flatMap((shape) => {
    if (shape.name === 'g' || shape.name === 'a') return shapesIn(shape)
    return /^(?:frame|custom-shape|rect|ellipse|circle|line|polyline|polygon|path|connector|caption|regular-polygon)$/.test(
      shape.name,
    )
      ? [shape]
      : []
  })
