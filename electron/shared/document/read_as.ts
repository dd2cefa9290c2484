import type { ReadAs } from './types'

/** Nothing of it as usual, and in one order: two that read a file alike are equal as JSON. */
export function readAsOf({ hidden, encoding, accepted }: ReadAs = {}): ReadAs {
  return { ...(hidden && { hidden }), ...(encoding && { encoding }), ...(accepted && { accepted }) }
}

/** The same, undefined if all is as usual: a document has none then. */
export function otherwise(readAs?: ReadAs): ReadAs | undefined {
  const other = readAsOf(readAs)
  return Object.keys(other).length > 0 ? other : undefined
}

/** "with hidden text, as windows-1251"; empty if all is as usual. */
export function readAsWords({ hidden, encoding, accepted }: ReadAs = {}): string {
  return [hidden && 'with hidden text', encoding && `as ${encoding}`, accepted && 'with its changes accepted']
    .filter(Boolean)
    .join(', ')
}
