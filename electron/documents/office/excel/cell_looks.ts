import { colourOf, type RGBColor, WHITE } from '../../markup/colour'
import { child, elements, type Xml } from '../../packed/xml'
import { hexColour, isLost } from '../paint'

/** Excel's first colours, which come twice. */
const PALETTE = ['black', 'white', 'red', 'lime', 'blue', 'yellow', 'magenta', 'cyan']
/** Of a workbook's theme: those of paper and ink. */
const THEME = ['white', 'black']

export interface CellLook {
  /** It writes in the colour of the cell. */
  isUnseen: boolean
  paper: RGBColor | undefined
  struck: boolean
  font: string | undefined
}

/** A workbook's looks, as far as they say what of a cell can be seen. */
export class CellLooks {
  private readonly looks: CellLook[]

  constructor(styles: Xml | undefined) {
    const fonts = elements(child(styles, 'fonts'), 'font').map((font) => ({
      ink: colour(child(font, 'color')),
      struck: isStruck(font) ?? false,
      name: child(font, 'name')?.attributes.val,
    }))
    const papers = elements(child(styles, 'fills'), 'fill').map(paperOf)
    this.looks = elements(child(styles, 'cellXfs'), 'xf').map(({ attributes: { fontId, fillId } }) => {
      const { ink, struck, name } = fonts[Number(fontId ?? 0)] ?? { ink: undefined, struck: false, name: undefined }
      const paper = fillId === undefined ? WHITE : papers[Number(fillId)]
      return { isUnseen: isLost(ink, paper), paper, struck, font: name }
    })
  }

  of(style: string | undefined): CellLook {
    return this.looks[Number(style ?? 0)] ?? { isUnseen: false, paper: undefined, struck: false, font: undefined }
  }
}

/** Undefined where a font or a run says nothing of it. */
export function isStruck(look: Xml | undefined): boolean | undefined {
  const strike = child(look, 'strike')
  return strike && !/^(?:0|false)$/.test(strike.attributes.val ?? '')
}

/** Undefined where nobody but Excel knows it. */
export function colour(of: Xml | undefined): RGBColor | undefined {
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
