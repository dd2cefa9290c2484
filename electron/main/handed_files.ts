import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { fileArguments, wordsOf } from './file_arguments'

/**
 * Files that a second start hands to the first, which owns the library. Chromium sends them with all arguments in one
 * message of at most 32 KiB (Electron 33.2.1 on Linux: a longer one never arrives, and the first start is lost by it). So a
 * start with many names begins anew, with the names in a list that whoever opens them removes.
 */
const HandedSchema = z.object({ files: z.array(z.string()), listedIn: z.string().optional() })
type Handed = z.infer<typeof HandedSchema>

/** Bytes of arguments: they are in the message twice. */
const MOST = 8 * 1024
const OPTION = '--files-listed-in='
const FOLDER = 'sparselens-files-'

export const handedFiles = (argv: readonly string[], folder: string, packaged: boolean): Handed => ({
  files: fileArguments(argv, folder, packaged),
  listedIn: argv.find((word) => word.startsWith(OPTION))?.slice(OPTION.length),
})

export const isTooLong = (argv: readonly string[]): boolean => Buffer.byteLength(argv.join('\0')) > MOST

/** The same start with its files in a list; `place`: a folder for temporary files. */
export function withList(
  argv: readonly string[],
  files: readonly string[],
  place: string,
  packaged: boolean,
): string[] {
  const { options, ownFolder } = wordsOf(argv, packaged)
  const list = join(mkdtempSync(join(place, FOLDER)), 'files.json')
  writeFileSync(list, JSON.stringify(files), { mode: 0o600 })
  return [...options.filter((word) => !word.startsWith(OPTION)), ...ownFolder, `${OPTION}${list}`]
}

/** What was handed; a list is removed. */
export function filesOf(handed: unknown): string[] {
  const { data } = HandedSchema.safeParse(handed)
  return data ? [...(data.listedIn === undefined ? [] : takeList(data.listedIn)), ...data.files] : []
}

/** Nothing of a list that isn't one of ours, or is gone. */
function takeList(list: string): string[] {
  const folder = dirname(list)
  if (!basename(folder).startsWith(FOLDER)) return []
  try {
    return z.array(z.string()).parse(JSON.parse(readFileSync(list, 'utf8')))
  } catch {
    return []
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
