import { colourOf, type RGBColor, WHITE } from '../../markup/colour'
import { child, elements, type Xml } from '../../packed/xml'
import { hexColour, isLost } from '../paint'

/** Excel's first colours, which come twice. */
const PALETTE = ['black', 'white', 'red', 'lime', 'blue', 'yellow', 'magenta', 'cyan']
/** Of a workbook's theme: those of paper and ink. */
const THEME = ['white', 'black']

/** Which of a workbook's looks write in the colour of the cell. */
export class CellLooks {
  private readonly unseen: boolean[]

  constructor(styles: Xml | undefined) {
    const inks = elements(child(styles, 'fonts'), 'font').map((font) => colour(child(font, 'color')))
    const papers = elements(child(styles, 'fills'), 'fill').map(paperOf)
    this.unseen = elements(child(styles, 'cellXfs'), 'xf').map(({ attributes: { fontId, fillId } }) =>
      isLost(inks[Number(fontId ?? 0)], fillId === undefined ? WHITE : papers[Number(fillId)]),
    )
  }

  isUnseen(style: string | undefined): boolean {
    return this.unseen[Number(style ?? 0)] ?? false
  }
}

/** Undefined where nobody but Excel knows it. */
function colour(of: Xml | undefined): RGBColor | undefined {
  const { rgb, theme, indexed, tint } = of?.attributes ?? {}
  if (Number(tint ?? 0) !== 0) return undefined
  if (rgb !== undefined) return hexColour(rgb)
  if (theme !== undefined) return colourOf(THEME[Number(theme)])
  const index = Number(indexed ?? Number.NaN)
  return index < 16 ? colourOf(PALETTE[index % 8]) : undefined
}

function paperOf(fill: Xml): RGBColor | undefined {
  const pattern = child(fill, 'patternFill')
  const type = pattern?.attributes.patternType ?? 'none'
  if (!pattern || !/^(?:none|solid)$/.test(type)) return undefined
  return type === 'none' ? WHITE : colour(child(pattern, 'fgColor'))
}
