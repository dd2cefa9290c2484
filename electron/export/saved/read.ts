import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { hashFile } from '../../library/copy'
import { storedName } from '../../library/files'
import { DocumentError } from '../../shared/document/types'
import { SourceDocumentSchema } from '../../shared/ipc/document_data'
import type { SavedAnalysis } from '../../shared/ipc/export_data'
import { listedDocument } from '../../shared/ipc/listed_document'
import { ZipReader } from '../zip/read'
import { ZipError } from '../zip/zip_error'
import { checkAnswer } from './check_answer'
import { checkDocument } from './check_document'
import { Damage } from './damage'
import { DOCUMENT, FORM, MANIFEST, type Manifest, ManifestSchema, MIME_FILE, MIME_TYPE, NAMES } from './format'

const MB = 2 ** 20
/** More than any file of the kind has. */
const LIMITS: [RegExp, number][] = [
  [/^mimetype$/, 100],
  [/^manifest\.json$/, 16 * MB],
  [/^document\.json$/, 400 * MB],
  [/answer\.json$/, 64 * MB],
  [/tokens\.bin$/, 256 * MB],
  [/./, 4096 * MB],
]
/** What a saved analysis may unpack to: text packs well, but not so well. */
const MOST_TIMES = 100
const ALWAYS_ALLOWED = 256 * MB

/**
 * Unpacks a saved analysis into the new folder `into`, as the library keeps a document, and checks all of it. `file`:
 * its name for people. Rejects with a DocumentError that says what is wrong; what was unpacked by then stays.
 */
export async function readAnalysis(
  path: string,
  file: string,
  into: string,
  signal?: AbortSignal,
): Promise<SavedAnalysis> {
  try {
    const zip = await ZipReader.open(path)
    const manifest = await readManifest(zip)
    checkNames(zip)
    checkSizes(zip, (await stat(path)).size)
    await unpack(zip, into, signal)
    return await checkAll(manifest, into, signal)
  } catch (error) {
    throw asDocumentError(error, file)
  }
}

async function readManifest(zip: ZipReader): Promise<Manifest> {
  const [first] = zip.entries
  const entry = zip.find(MANIFEST)
  if (first?.name !== MIME_FILE || first.bytes !== MIME_TYPE.length || !entry || entry.bytes > 16 * MB) {
    throw new Damage('foreign', 'it is not a saved analysis')
  }
  if ((await zip.text(first)) !== MIME_TYPE) throw new Damage('foreign', 'it is not a saved analysis')
  const manifest: unknown = JSON.parse(await zip.text(entry))
  const { form } = z.object({ form: z.number() }).parse(manifest)
  if (form > FORM) throw new Damage('newer', 'a newer SparseLens wrote it')
  return ManifestSchema.parse(manifest)
}

function checkNames(zip: ZipReader): void {
  const foreign = zip.entries.find(({ name }) => !NAMES.test(name))
  if (foreign) throw new Damage('hostile', `it holds "${printable(foreign.name)}", which has no place in one`)
}

const printable = (name: string): string => name.replace(/\p{C}/gu, '\ufffd').slice(0, 80)

function checkSizes(zip: ZipReader, packed: number): void {
  const all = zip.entries.reduce((sum, { bytes }) => sum + bytes, 0)
  if (all > Math.max(ALWAYS_ALLOWED, MOST_TIMES * packed)) {
    throw new Damage('hostile', `it would unpack to ${Math.round(all / MB)} MB, far more than it should`)
  }
  for (const { name, bytes } of zip.entries) {
    const [, limit] = LIMITS.find(([pattern]) => pattern.test(name))!
    if (bytes > limit) throw new Damage('hostile', `"${name}" in it is larger than any of its kind`)
  }
}

async function unpack(zip: ZipReader, into: string, signal?: AbortSignal): Promise<void> {
  await mkdir(into)
  for (const entry of zip.entries) {
    if (entry.name === MIME_FILE || entry.name === MANIFEST) continue
    const target = join(into, ...entry.name.split('/'))
    await mkdir(dirname(target), { recursive: true })
    await pipeline(zip.read(entry), createWriteStream(target, { flags: 'wx' }), { signal })
  }
}

async function checkAll({ document, answers }: Manifest, into: string, signal?: AbortSignal): Promise<SavedAnalysis> {
  const source = storedName(document.kind)
  const others = (await readdir(into)).filter((name) => name.startsWith('source.') && name !== source)
  const { sha256, bytes } = await hashFile(join(into, source))
  if (sha256 !== document.sha256 || others.length > 0) throw new Damage('damaged', 'its document is not what it says')
  const text = checkDocument(await parsed(join(into, DOCUMENT), SourceDocumentSchema), document.kind)
  const found = await readdir(join(into, 'answers')).catch(() => [])
  if (found.length !== answers.length) throw new Damage('damaged', 'answers are missing')
  const checked: SavedAnalysis['answers'] = []
  for (const { id } of answers) {
    signal?.throwIfAborted()
    checked.push(await checkAnswer(join(into, 'answers', id), id, text))
  }
  return {
    file: document.file.replace(/^.*[/\\]/s, ''),
    source,
    sha256,
    bytes,
    read: listedDocument(text),
    answers: checked,
  }
}

async function parsed<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(path, 'utf8')))
}

/** Errors of the disk and of whoever stopped it stay what they are. */
function asDocumentError(error: unknown, file: string): unknown {
  const { name, code } = error as NodeJS.ErrnoException
  const isDamage = error instanceof Damage || error instanceof ZipError || error instanceof z.ZodError
  const isOfData = error instanceof SyntaxError || code === 'ENOENT' || String(code).startsWith('Z_')
  if (!isDamage && !isOfData && !/^trace-|^ERR_/.test(String(code)) && name !== 'RangeError') return error
  return new DocumentError('damaged', sentenceOf(error, file), { cause: error })
}

function sentenceOf(error: unknown, file: string): string {
  const kind = error instanceof Damage ? error.kind : 'damaged'
  if (kind === 'newer') return `"${file}" was saved by a newer SparseLens: install the newest one to open it.`
  if (kind === 'foreign') return `"${file}" is not a saved analysis, or it is damaged: save it again in SparseLens.`
  if (kind === 'hostile') {
    return `Nothing of "${file}" was opened, because ${(error as Error).message}: ask whoever gave it to you to save it again in SparseLens.`
  }
  return `"${file}" is damaged or cut off: copy it again from where it came.`
}
