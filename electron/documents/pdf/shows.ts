import type { PDFDocumentProxy } from 'pdfjs-dist'

/**
 * Numbers of pdf.js's operators, as in its OPS (a test compares them). They are written out here so that this module
 * works with whichever build of pdf.js opened the file.
 */
export const OPERATORS = {
  setFillRGBColor: 59,
  fill: 22,
  eoFill: 23,
  stroke: 20,
  endPath: 28,
  showText: 44,
  shadingFill: 62,
  paintImageMaskXObject: 83,
  paintImageMaskXObjectGroup: 84,
  paintImageXObject: 85,
  paintInlineImageXObject: 86,
  paintInlineImageXObjectGroup: 87,
  paintImageXObjectRepeat: 88,
  paintImageMaskXObjectRepeat: 89,
  paintSolidColorImageMask: 90,
  constructPath: 91,
} as const

const { setFillRGBColor, fill, eoFill, endPath, constructPath, stroke, ...DRAWING } = OPERATORS
const ALWAYS_VISIBLE = new Set<number>(Object.values(DRAWING))
const { showText, shadingFill, ...IMAGES } = DRAWING
const IMAGE = new Set<number>(Object.values(IMAGES))

/**
 * Whether a page without text shows anything. Reads all its operators, so ask only for textless pages. On a page that
 * had a running head, only images count: the head itself and its rule are nothing to miss.
 */
export async function showsSomething(pdf: PDFDocumentProxy, number: number, onlyImages: boolean): Promise<boolean> {
  try {
    const page = await pdf.getPage(number)
    const { fnArray, argsArray } = await page.getOperatorList()
    page.cleanup()
    return onlyImages ? fnArray.some((operator) => IMAGE.has(operator)) : paints(fnArray, argsArray)
  } catch {
    // It can't be drawn, but something is there that we could not read.
    return true
  }
}

/** True if anything but white paper is drawn: some writers fill each page with white first. */
function paints(operators: number[], args: unknown[]): boolean {
  let white = false
  for (const [i, operator] of operators.entries()) {
    if (ALWAYS_VISIBLE.has(operator)) return true
    const first = (args[i] as unknown[] | null)?.[0]
    if (operator === setFillRGBColor) white = String(first).toLowerCase() === '#ffffff'
    if (operator !== constructPath || first === endPath) continue
    if (!(white && (first === fill || first === eoFill))) return true
  }
  return false
}
