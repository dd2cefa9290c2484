import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { Guard, LIMITS, type Limits } from '../../../../../electron/documents/packed/guard'
import { readPacked } from '../../../../../electron/documents/read_packed'
import type { ReadAs, SourceDocument } from '../../../../../electron/shared/document/types'
import { checkDocument } from '../help'

/** An archive of these files. */
export function zipOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream as Readable)
}

/** Reads an archive of these files under limits that may be lower than usual. */
export async function readZip(
  files: Record<string, string | Buffer>,
  { file = 'made.zip', limits = {}, ...how }: ReadAs & { file?: string; limits?: Partial<Limits> } = {},
): Promise<SourceDocument> {
  const document = await readPacked(await zipOf(files), new Guard(file, { ...LIMITS, ...limits }), how)
  checkDocument(document)
  return document
}

/** The files that an Office file names its main part with. */
export function officeFiles(main: string, type: string): Record<string, string> {
  return {
    '[Content_Types].xml': `<Types><Override PartName="/${main}" ContentType="application/${type}.main+xml"/></Types>`,
    '_rels/.rels': relations([['r1', 'officeDocument', main]]),
  }
}

/** `[id, type, target]`; a target with "://" lies outside. */
export const relations = (all: [id: string, type: string, target: string][]): string =>
  `<Relationships>${all
    .map(
      ([id, type, target]) =>
        `<Relationship Id="${id}" Type="http://x/relationships/${type}" Target="${target}"${target.includes('://') ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

/** "page 1 changes: Two ..." */
export const notesOf = ({ notes }: SourceDocument): string[] =>
  notes.map(({ page, kind, text }) => `${page} ${kind}: ${text}`)
