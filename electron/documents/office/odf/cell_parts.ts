import { WHITE } from '../../markup/colour'
import { elements, type Xml } from '../../packed/xml'
import { asSet, drawnIn } from '../../set_signs'
import { CLOSE, OPEN } from '../../struck'
import { hexColour, isLost } from '../paint'
import { shownText } from './content'
import type { OdfStyles } from './styles'

/** What a cell of a sheet shows, parts of it that look otherwise than the cell among it. */
export class CellParts {
  /** Some of them can't be seen. */
  areHidden = false

  /** `style`: the cell's. */
  constructor(
    private readonly styles: OdfStyles,
    private readonly style: string | undefined,
    private readonly readsHidden: boolean,
  ) {}

  shown(paragraph: Xml): string {
    const words = shownText(paragraph, (style, text) => this.part(style, text))
    const isWhole = elements(paragraph, 'span').length === 0
    return isWhole ? drawnIn(this.styles.says(this.style, 'font'), words) : words
  }

  private part(style: string, text: string): string {
    const { styles } = this
    const words = asSet(text, { font: styles.says(style, 'font'), shift: styles.says(style, 'shift') })
    if (words.trim() === '') return words
    if (this.isUnseen(style)) {
      this.areHidden = true
      return this.readsHidden ? `[hidden: ${words.trim()}] ` : ''
    }
    return styles.says(style, 'struck') && !styles.says(this.style, 'struck') ? OPEN + words + CLOSE : words
  }

  private isUnseen(style: string): boolean {
    const { styles } = this
    if (styles.says(style, 'hidden')) return true
    const paper = styles.says(this.style, 'mapped') ? undefined : styles.paperOf(this.style, WHITE)
    return isLost(hexColour(styles.says(style, 'ink')), styles.paperOf(style, paper))
  }
}
