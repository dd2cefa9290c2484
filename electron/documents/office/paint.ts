import { colourOf, looksLike, type RGBColor } from '../markup/colour'

/** Colours of letters and of what lies below them, in files of office programs. Undefined: nobody knows. */

/** "FFFFFF", also with what is said of its opacity before it; undefined for "auto", which programs choose so that it shows. */
export const hexColour = (hex: string | undefined): RGBColor | undefined =>
  colourOf(`#${/^#?(?:ff)?([\da-f]{6})$/i.exec(hex ?? '')?.[1]}`)

/** Text in the colour of what lies below it shows nothing. */
export const isLost = (ink: RGBColor | undefined, paper: RGBColor | undefined): boolean =>
  ink !== undefined && paper !== undefined && looksLike(ink, paper)
