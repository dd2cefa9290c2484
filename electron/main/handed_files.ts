import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { fileArguments } from './file_arguments'

/**
 * Files that a second start hands to the first, which owns the library. Chromium sends them with all arguments in one
 * message of at most 32 KiB (Electron 33.2.1 on Linux: a longer one never arrives, and the first start is lost by it). So a
 * start with many names begins anew, with the names in a list that whoever opens them removes.
 */
const HandedSchema = z.union([z.object({ files: z.array(z.string()) }), z.object({ listedIn: z.string() })])
type Handed = z.infer<typeof HandedSchema>

/** Bytes of arguments: they are in the message twice. */
const MOST = 8 * 1024
const OPTION = '--files-listed-in='
const FOLDER = 'sparselens-files-'

export function handedFiles(argv: readonly string[], folder: string, packaged: boolean): Handed {
  const listedIn = argv.find((word) => word.startsWith(OPTION))?.slice(OPTION.length)
  return listedIn === undefined ? { files: fileArguments(argv, folder, packaged) } : { listedIn }
}

export const isTooLong = (argv: readonly string[]): boolean => Buffer.byteLength(argv.join('\0')) > MOST

/** The same start with its files in a list; `place`: a folder for temporary files. */
export function withList(
  argv: readonly string[],
  files: readonly string[],
  place: string,
  packaged: boolean,
): string[] {
  const words = argv.slice(1)
  const end = words.indexOf('--')
  const before = end < 0 ? words : words.slice(0, end)
  const options = before.filter((word) => word.startsWith('-'))
  const ownFolder = packaged ? [] : before.filter((word) => word !== '' && !word.startsWith('-')).slice(0, 1)
  const list = join(mkdtempSync(join(place, FOLDER)), 'files.json')
  writeFileSync(list, JSON.stringify(files), { mode: 0o600 })
  return [...options, ...ownFolder, `${OPTION}${list}`]
}

/** What was handed; a list is removed. Nothing if it isn't one of ours, or is gone. */
export function filesOf(handed: unknown): string[] {
  const { data } = HandedSchema.safeParse(handed)
  if (!data) return []
  if ('files' in data) return data.files
  const folder = dirname(data.listedIn)
  if (!basename(folder).startsWith(FOLDER)) return []
  try {
    return z.array(z.string()).parse(JSON.parse(readFileSync(data.listedIn, 'utf8')))
  } catch {
    return []
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
