import { type Changes, changesBetween, type PlacedSentence } from '../documents/compare'
import { oneLine } from '../shared/document/one_line'
import type { SourceDocument } from '../shared/document/types'
import { counted } from '../shared/shown/numbers'
import type { Arguments } from './arguments'
import { UsageError } from './exit'
import type { Inputs } from './inputs'
import { changesLine } from './json'
import type { FileWork, Surroundings } from './surroundings'
import { wrap } from './wrap'

/** What changed from the file to the one it is compared with; then both are asked what is asked. */
export async function compareFiles(
  args: Arguments,
  { isFolder }: Inputs,
  around: Surroundings,
  { readDocument, answer }: FileWork,
): Promise<void> {
  if (isFolder) throw new UsageError(`--compare is about two files, and "${args.file}" is a folder`)
  const { output, width } = around
  const paths = [args.file, args.compare!] as const
  const documents: SourceDocument[] = []
  for (const file of paths) documents.push(await readDocument({ ...args, file }, around))
  const [before, after] = documents as [SourceDocument, SourceDocument]
  const changes = changesBetween(before, after)
  await output.write(args.json ? `${changesLine(paths, changes)}\n` : changesText(paths, changes, width))
  for (const [i, file] of args.questions.length > 0 ? paths.entries() : []) {
    const { sha256 } = await around.engine.hash(file)
    if (!args.json) await output.write(`\n== ${file}\n`)
    await answer(documents[i]!, { ...args, file, label: { path: file, sha256 } }, around)
  }
}

function changesText(
  [before, after]: readonly [string, string],
  { changed, added, removed }: Changes,
  width?: number,
): string {
  const counts = [
    `${counted(changed.length, 'sentence')} changed`,
    `${added.length} added`,
    `${removed.length} removed`,
  ]
  const head = wrap(oneLine(`From ${before} to ${after}: ${counts.join(', ')}.`), width)
  const line = (sign: string, { page, text }: PlacedSentence) => wrap(`${sign} [p. ${page}] ${text}`, width, '    ')
  const blocks = [
    ...changed.map((one) => `${line('-', one.before)}\n${line('+', one.after)}`),
    ...added.map((one) => line('+', one)),
    ...removed.map((one) => line('-', one)),
  ]
  return `${[head, ...blocks].join('\n\n')}\n`
}
