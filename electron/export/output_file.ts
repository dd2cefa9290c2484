import { randomUUID } from 'node:crypto'
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { EngineError } from '../engine/errors'

/** Characters gathered before they are written. */
const CHUNK = 1 << 18

/** A file that is written beside its place and moved there once it is complete: all or nothing. */
export class OutputFile {
  private pending: string[] = []
  private pendingLength = 0
  private end = 0
  private finished = false

  private constructor(
    private readonly what: string,
    private readonly path: string,
    private readonly draft: string,
    private readonly file: FileHandle,
  ) {}

  /** `what`: such as "The report". Throws an EngineError that says why nothing can be written there. */
  static async create(path: string, what: string): Promise<OutputFile> {
    try {
      const target = await realpath(path).catch(() => path) // a link stays one
      const special = await stat(target).then(
        (found) => !found.isFile(),
        () => false,
      )
      // a pipe or a device can't be replaced by a file
      const draft = special ? target : `${target}.${randomUUID().slice(0, 8)}.part`
      return new OutputFile(what, target, draft, await open(draft, 'w'))
    } catch (error) {
      throw writeError(what, path, error)
    }
  }

  /** Bytes so far. */
  get length(): number {
    return this.end
  }

  /** Text is gathered and written in larger pieces. */
  async text(text: string): Promise<void> {
    this.pending.push(text)
    this.pendingLength += text.length
    if (this.pendingLength >= CHUNK) await this.flush()
  }

  async bytes(data: Uint8Array): Promise<void> {
    await this.flush()
    await this.write(data)
  }

  /** Writes over what stands at `position`. */
  async patch(data: Uint8Array, position: number): Promise<void> {
    await this.flush()
    await this.trying(() => this.file.write(data, 0, data.length, position))
  }

  /** Writes what is left and puts the file in its place. */
  async finish(): Promise<void> {
    await this.flush()
    await this.trying(async () => {
      await this.file.close() // some file systems only notice here that they are full
      if (this.draft !== this.path) await rename(this.draft, this.path)
    })
    this.finished = true
  }

  /** Leaves nothing of an unfinished file behind. */
  async discard(): Promise<void> {
    if (this.finished) return
    await this.file.close().catch(() => {})
    if (this.draft !== this.path) await rm(this.draft, { force: true }).catch(() => {})
  }

  private async flush(): Promise<void> {
    if (this.pending.length === 0) return
    const text = this.pending.join('')
    this.pending = []
    this.pendingLength = 0
    await this.write(Buffer.from(text))
  }

  private async write(data: Uint8Array): Promise<void> {
    await this.trying(() => this.file.appendFile(data))
    this.end += data.length
  }

  private async trying(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      throw writeError(this.what, this.path, error)
    }
  }
}

/** Writes a whole file by `write`, or nothing. */
export async function writeOutput(
  path: string,
  what: string,
  write: (file: OutputFile) => Promise<void>,
): Promise<void> {
  const file = await OutputFile.create(path, what)
  try {
    await write(file)
    await file.finish()
  } finally {
    await file.discard()
  }
}

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full; free some space or choose another place',
  EDQUOT: 'your disk quota is used up; free some space or choose another place',
  ENOENT: 'its folder does not exist; create it or choose another place',
  ENOTDIR: 'its folder does not exist; create it or choose another place',
  EISDIR: 'it is a folder; name a file',
  EACCES: 'you may not write there; choose another place',
  EPERM: 'you may not write there; choose another place',
  EROFS: 'that disk is read-only; choose another place',
  EFBIG: 'it grows larger than that disk allows; choose another place',
}

function writeError(what: string, path: string, error: unknown): EngineError {
  const { code = '', message } = error as NodeJS.ErrnoException
  const reason = REASONS[code] ?? `${message}; choose another place`
  return new EngineError('write-failed', `${what} can't be written to ${path}: ${reason}.`, { cause: error })
}
