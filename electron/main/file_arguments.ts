import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The words of a command line by what they are; in development the first that is no option is the app's own folder. */
export function wordsOf(argv: readonly string[], packaged: boolean) {
  const words = argv.slice(1)
  const end = words.includes('--') ? words.indexOf('--') : words.length
  const before = words.slice(0, end)
  const plain = before.filter((word) => word !== '' && !word.startsWith('-'))
  const own = packaged ? 0 : 1
  return {
    options: before.filter((word) => word.startsWith('-')),
    ownFolder: plain.slice(0, own),
    names: [...plain.slice(own), ...words.slice(end + 1)],
  }
}

/**
 * Files named on a command line: all that is no option.
 * `argv`: process.argv; `folder`: what relative names are relative to.
 */
export const fileArguments = (argv: readonly string[], folder: string, packaged: boolean): string[] =>
  wordsOf(argv, packaged).names.map((name) => pathOf(name) ?? resolve(folder, name))

/** Of a file's address, as a desktop hands it over that goes by %U. */
function pathOf(name: string): string | undefined {
  if (!name.startsWith('file://')) return undefined
  try {
    return fileURLToPath(name)
  } catch {
    return undefined // another machine's
  }
}
