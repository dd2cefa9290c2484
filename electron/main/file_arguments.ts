import { resolve } from 'node:path'

/**
 * Files named on a command line: all that is no option. In development the first is the app's own folder.
 * `argv`: process.argv; `folder`: what relative names are relative to.
 */
export function fileArguments(argv: readonly string[], folder: string, packaged: boolean): string[] {
  const words = argv.slice(1)
  const end = words.includes('--') ? words.indexOf('--') : words.length
  const plain = words.slice(0, end).filter((word) => word !== '' && !word.startsWith('-'))
  return [...plain.slice(packaged ? 0 : 1), ...words.slice(end + 1)].map((name) => resolve(folder, name))
}
