import { languageNames, OCR_OFF } from './languages'
import type { ReadAs } from './types'

/** Nothing of it as usual, and in one order: two that read a file alike are equal as JSON. */
export function readAsOf({ hidden, encoding, accepted, ocr }: ReadAs = {}): ReadAs {
  return {
    ...(hidden && { hidden }),
    ...(encoding && { encoding }),
    ...(accepted && { accepted }),
    ...(ocr && { ocr }),
  }
}

/** The same, undefined if all is as usual: a document has none then. */
export function otherwise(readAs?: ReadAs): ReadAs | undefined {
  const other = readAsOf(readAs)
  return Object.keys(other).length > 0 ? other : undefined
}

/** "with hidden text, as windows-1251"; empty if all is as usual. */
export function readAsWords({ hidden, encoding, accepted, ocr }: ReadAs = {}): string {
  return [
    hidden && 'with hidden text',
    encoding && `as ${encoding}`,
    accepted && 'with its changes accepted',
    ocr && (ocr === OCR_OFF ? 'without text recognition' : `with text recognition in ${languageNames(ocr)}`),
  ]
    .filter(Boolean)
    .join(', ')
}
