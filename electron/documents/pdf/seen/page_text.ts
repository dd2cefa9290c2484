import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { OptionalContentConfig } from 'pdfjs-dist/types/src/display/optional_content_config'
import { grouped } from '../../grouped'
import { type OwnName, ownNames } from '../file/font_files'
import { LAYER, markedContent } from '../file/marked_content'
import { objectsOf } from '../file/of_pdf'
import { settleAccents } from '../paint/accents'
import type { Told } from '../paint/contents'
import { markCrossed } from '../paint/crosses'
import { dropDoubles } from '../paint/doubles'
import { Fonts } from '../paint/fonts'
import type { Rect } from '../paint/geometry'
import type { PagePaint } from '../paint/ink'
import { settleLetterspacing } from '../paint/letterspacing'
import { OPERATORS, type OperatorList } from '../paint/operators'
import { markOvertyped } from '../paint/overtyped'
import { Painter } from '../paint/painter'
import { runsOf } from '../paint/runs'
import { shadingsIn } from '../paint/shadings'
import { markSlashed } from '../paint/slashes'
import { stencilsIn } from '../paint/stencils'
import { markStruck } from '../paint/strikes'
import { type Typed, typedOf } from '../paint/typed'
import { clearBlanks } from '../paint/typed_on'
import { Eye } from '../paint/visible'
import { settleActualText } from './actual_text'
import { barsOf } from './bars'
import { withFractions } from './fractions'
import { garbledFonts } from './garbled'
import type { PageNote } from './page_notes'
import { markRuled } from './ruled'
import { type Shown, shownOf } from './shown'
import { type Span, spansOf } from './spans'
import { type Tags, tagsOf } from './tags'
import { bySight, notesOnPatterns, notesOnStruck, notesOnUnseen } from './unseen'

/** What is written on a page for its reader to see, and what must be said of how it was read. */
export interface PageText {
  spans: Span[]
  notes: PageNote[]
  /** Most of its text is in fonts that don't say which letters they draw. */
  garbled: boolean
  /** pdf.js could not make it out. */
  failed: boolean
  shown: Shown
}

/** Fields are read with their labels; all else that was put onto a page is drawn: typed notes, stamps, signatures. */
const ENABLE_FORMS = 2
/** Fields are drawn, too. */
const ENABLE = 1

/** Reads the pages of one file: what it learns of fonts and layers is kept. */
export class PageReader {
  private readonly fonts = new Fonts()
  private layers: Promise<OptionalContentConfig> | undefined
  private isTagged: Promise<boolean> | undefined

  /** `pdf` was opened without images; `withImages` opens it anew with them, for what only they can tell. */
  constructor(
    private readonly pdf: PDFDocumentProxy,
    private readonly options: { hidden?: boolean; withImages?: () => Promise<PDFDocumentProxy> },
  ) {}

  async read(page: PDFPageProxy): Promise<PageText> {
    const view = page.view as unknown as Rect
    let paint = await this.paintOf(page, true)
    let typed = typedOf(paint, new Eye(paint, view))
    if (typed.some(({ sight }) => sight === 'picture') && this.options.withImages) {
      // Text under a picture: whether that lets it through, only the picture itself tells.
      const closer = await (await this.options.withImages()).getPage(page.pageNumber)
      paint = await this.paintOf(closer, false)
      closer.cleanup()
      typed = typedOf(paint, new Eye(paint, view))
    }
    return this.textOf(paint, typed, page, await this.tagsOf(page))
  }

  /** What is seen of the text that some annotations draw, fields too, by pdf.js's names for them. */
  async annotationTexts(page: PDFPageProxy, ids: ReadonlySet<string>): Promise<Map<string, string>> {
    const paint = await this.paintOf(page, true, ENABLE)
    const eye = new Eye(paint, page.view as unknown as Rect)
    const shows = paint.shows.filter(({ annotation }) => ids.has(annotation ?? ''))
    const typed = typedOf({ ...paint, shows }, eye).filter(({ sight }) => sight === 'seen')
    const texts = new Map<string, string>()
    for (const [id, own] of grouped(typed, ({ show }) => show.annotation!)) {
      settleLetterspacing(own)
      const spans = spansOf(runsOf(own), page, new Map()).sort((a, b) => a.base - b.base || a.left - b.left)
      texts.set(
        id,
        spans
          .map(({ text }) => text)
          .join(' ')
          .trim(),
      )
    }
    return texts
  }

  private async paintOf(page: PDFPageProxy, withoutImages: boolean, annotationMode = ENABLE_FORMS): Promise<PagePaint> {
    const list = (await page.getOperatorList({ annotationMode })) as OperatorList
    await this.fonts.learn(fontsIn(list), page, () => this.ownNamesOf(page))
    this.layers ??= this.pdf.getOptionalContentConfig()
    const layers = await this.layers
    return new Painter({
      fonts: this.fonts,
      isShown: (group) => layers.isVisible(group),
      withoutImages,
      shadings: shadingsIn(list, page),
      ...(withoutImages ? {} : { stencils: await stencilsIn(list, page.objs) }),
      told: await this.toldOf(list, page),
    }).run(list)
  }

  private async ownNamesOf({ ref }: PDFPageProxy): Promise<Map<string, OwnName>> {
    const reading = ref ? objectsOf(this.pdf).then((file) => ownNames(file, ref)) : undefined
    return (await reading?.catch(() => undefined)) ?? new Map()
  }

  /**
   * What the file says of marked content: pdf.js doesn't hand over what it means, nor the numbers of what is described by
   * a list with a name, so the drawing is read once more. It counts only if that has the same tags, one by one.
   */
  private async toldOf(list: OperatorList, page: PDFPageProxy): Promise<readonly Told[]> {
    const tags = tagsIn(list)
    if (!page.ref || tags.every((tag) => tag === ARTIFACT)) return []
    const { ref } = page
    const reading = objectsOf(this.pdf).then((file) => markedContent(file, ref))
    const marked = await reading.catch(() => undefined)
    return marked?.every(({ tag }, i) => tag === tags[i]) ? marked : []
  }

  private async tagsOf(page: PDFPageProxy): Promise<Tags> {
    this.isTagged ??= this.pdf.getMetadata().then(isTagged, () => false)
    return (await this.isTagged) ? tagsOf(page) : { headings: new Map(), said: new Map() }
  }

  private textOf(paint: PagePaint, all: Typed[], page: PDFPageProxy, { headings, said }: Tags): PageText {
    const against = settleActualText(all, ({ show }) => show.said ?? said.get(show.mark ?? -1))
    const { typed: known, garbled, notes } = garbledFonts(all)
    const shown = shownOf(paint)
    if (garbled) return { spans: [], notes: [], garbled, failed: false, shown }
    dropDoubles(known)
    settleAccents(known)
    markOvertyped(known)
    const typed = known.filter(({ glyph }) => glyph.text !== '')
    settleLetterspacing(typed)
    clearBlanks(typed)
    markStruck(typed, paint)
    markCrossed(typed, paint.rules)
    markSlashed(typed, paint.rules)
    const drawn = spansOf(runsOf(typed), page, headings)
    const bars = barsOf(paint.rules, drawn)
    markRuled(drawn, bars)
    const { read, unseen, copies } = bySight(withFractions(drawn, bars), this.options.hidden)
    return {
      spans: read,
      notes: [
        ...notes,
        ...against,
        ...notesOnStruck(read),
        ...notesOnUnseen(unseen, copies, this.options.hidden),
        ...notesOnPatterns(paint.patternWords),
      ],
      garbled,
      failed: false,
      shown,
    }
  }
}

/** pdf.js tells it beside what its types say. */
const isTagged = (data: object): boolean => 'hasStructTree' in data && data.hasStructTree === true

/** Of what is drawn beside the text: pages have more of it than of all else. */
const ARTIFACT = 'Artifact'

/** Tags of marked content in the order in which it begins, without layers. */
function tagsIn({ fnArray, argsArray }: OperatorList): string[] {
  const tags: string[] = []
  for (let i = 0; i < fnArray.length; i++) {
    if (fnArray[i] !== OPERATORS.beginMarkedContent && fnArray[i] !== OPERATORS.beginMarkedContentProps) continue
    const [tag] = (argsArray[i] ?? []) as (string | { name: string })[]
    if (tag !== LAYER) tags.push(typeof tag === 'string' ? tag : (tag?.name ?? ''))
  }
  return tags
}

function fontsIn({ fnArray, argsArray }: OperatorList): Set<string> {
  const ids = new Set<string>()
  for (let i = 0; i < fnArray.length; i++) {
    const args = argsArray[i] as unknown[]
    if (fnArray[i] === OPERATORS.setFont) ids.add(args[0] as string)
    if (fnArray[i] !== OPERATORS.setGState) continue
    for (const [key, value] of args[0] as [string, unknown][]) if (key === 'Font') ids.add((value as [string])[0])
  }
  return ids
}
