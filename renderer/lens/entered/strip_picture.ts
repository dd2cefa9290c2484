import { count, counted } from '../../../electron/shared/shown/numbers'
import type { Paper } from '../../picture/paper'
import { n, type Picture, textAt, WIDTH } from '../../picture/picture'
import { REGIONS, type Region } from '../row/places'
import type { StripPage } from './strip'

const SIZE = 12
const LINE = 21
const HEAD = 22
const PAD = 3
const BETWEEN = 2
const WORD = 4

export interface StripAbout {
  token: string
  layer: number
  /** What entered in each region, and of how many. */
  entered: Record<Region, number>
  sizes: Record<Region, number>
  pageName(page: number): string
}

/** The tokens that entered, in order, page by page; "…" where others were left out between them. */
export function stripPicture(pages: readonly StripPage[], about: StripAbout, paper: Paper): Picture {
  const { colours } = paper
  const drawn: string[] = []
  let y = 0
  for (const { page, tokens, runs } of pages) {
    const name = `${about.pageName(page)} · ${counted(tokens, 'token')}`
    drawn.push(textAt(0, y + 12, name, { size: 11, fill: colours.quiet }))
    const flow = new Flow(y + HEAD, paper)
    for (const run of runs) {
      if (run.skipped > 0) drawn.push(flow.gap())
      for (const { text } of run.tokens) drawn.push(flow.token(text))
    }
    drawn.push('')
    y = flow.bottom + 6
  }
  return {
    title: `Entered attention for “${about.token}” on layer ${about.layer}`,
    height: y,
    body: drawn.filter(Boolean).join('\n'),
    legend: legend(about),
  }
}

/** Boxes one after the other, in lines. */
class Flow {
  private x = 0
  constructor(
    private y: number,
    private readonly paper: Paper,
  ) {}

  get bottom(): number {
    return this.y + LINE
  }

  token(text: string): string {
    const { colours, measure } = this.paper
    const shown = text.trim() || '␣'
    const wide = measure(shown, SIZE)
    if (/^\s/.test(text) && this.x > 0) this.x += WORD
    this.makeRoom(wide + 2 * PAD)
    const box = `<rect class="token" x="${n(this.x)}" y="${n(this.y)}" width="${n(wide + 2 * PAD)}" height="17" rx="2" fill="${colours.entered}" fill-opacity="0.1" stroke="${colours.entered}"/>`
    const words = textAt(this.x + PAD, this.y + 12.5, shown, { size: SIZE, fill: colours.text, width: wide })
    this.x += wide + 2 * PAD + BETWEEN
    return box + words
  }

  gap(): string {
    const wide = this.paper.measure('…', SIZE)
    this.makeRoom(wide)
    const words = textAt(this.x + 3, this.y + 12.5, '…', { size: SIZE, fill: this.paper.colours.quiet })
    this.x += wide + 8
    return words
  }

  private makeRoom(width: number): void {
    if (this.x + width <= WIDTH || this.x === 0) return
    this.x = 0
    this.y += LINE
  }
}

const NAMES: Record<Region, string> = { text: 'document', template: 'template', question: 'question', answer: 'answer' }

function legend({ entered, sizes }: StripAbout): string {
  const sum = (of: Record<Region, number>) => REGIONS.reduce((all, region) => all + of[region], 0)
  const parts = REGIONS.map((region) => `${NAMES[region]} ${count(entered[region])} of ${count(sizes[region])}`)
  return `Boxes: the document’s tokens that entered, exactly; “…”: others were left out between them. ${count(sum(entered))} of ${counted(sum(sizes), 'token')} entered: ${parts.join(', ')}. How much each weighed is not shown.`
}
