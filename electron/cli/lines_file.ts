import { open, readFile, writeFile } from 'node:fs/promises'
import { writeWhole } from '../library/whole_file'
import type { FileLabel } from './arguments'
import { UsageError } from './exit'
import { type Run, RunSchema } from './schema'

/** The lines about one file. */
interface Kept {
  sha256: string
  lines: string
}

/**
 * The file that `--out` names: a line that says what was asked, then the lines of every file that was done, those of one
 * file written at once. Opened again it knows what is done; what a killed run left half written is dropped, and so is what
 * failed, which is tried again.
 */
export class LinesFile {
  private constructor(
    private readonly path: string,
    private readonly head: string,
    private readonly kept: Map<string, Kept>,
  ) {}

  /** `each`: lines that a file has when it is done. Throws UsageError if the file holds something else. */
  static async open(path: string, run: Run, each: number): Promise<LinesFile> {
    const head = `${JSON.stringify(RunSchema.parse({ run }))}\n`
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw new UsageError(`--out can't be read (${error.code ?? error.message}); name another file`)
    })
    if (text !== '') checkHead(path, text.split('\n', 1)[0]!, run)
    const file = new LinesFile(path, head, doneIn(text, each))
    await file.rewrite()
    return file
  }

  /** True if the file was done when it was what it is now. */
  isDone({ path, sha256 }: FileLabel): boolean {
    return sha256 !== null && this.kept.get(path)?.sha256 === sha256
  }

  /** Writes what came of a file; a line that it had when it was another one goes. */
  async add({ path, sha256 }: FileLabel, lines: string): Promise<void> {
    const isChanged = this.kept.delete(path)
    if (isChanged) await this.rewrite()
    if (sha256 !== null) this.kept.set(path, { sha256, lines })
    const file = await open(this.path, 'a')
    try {
      await file.appendFile(lines)
      await file.datasync()
    } finally {
      await file.close()
    }
  }

  private async rewrite(): Promise<void> {
    const text = [this.head, ...[...this.kept.values()].map(({ lines }) => lines)].join('')
    await writeWhole(this.path, (draft) => writeFile(draft, text)).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`--out can't be written (${error.code ?? error.message}); name another file`)
    })
  }
}

/** Answers to other questions must not get among these. */
function checkHead(path: string, line: string, wanted: Run): void {
  const found = RunSchema.safeParse(parsed(line))
  if (!found.success) throw new UsageError(`"${path}" is no file that --out wrote; name another one`)
  const asked = ({ version: _, ...run }: Run) => JSON.stringify(run)
  if (asked(found.data.run) !== asked(wanted)) {
    throw new UsageError(`"${path}" holds what was asked otherwise; ask the same again to go on, or name another file`)
  }
}

/** Files of which all lines are there, and none is an error. */
function doneIn(text: string, each: number): Map<string, Kept> {
  const found = new Map<string, { sha256: string; lines: string[] }>()
  // behind the last line's end there is nothing, or what was cut off
  for (const line of text.split('\n').slice(1, -1)) {
    const { source, error } = (parsed(line) ?? {}) as { source?: FileLabel; error?: unknown }
    if (!source?.path || !source.sha256 || error) continue
    const lines = found.get(source.path)?.lines ?? []
    found.set(source.path, { sha256: source.sha256, lines: [...lines, line] })
  }
  const done = [...found].filter(([, { lines }]) => lines.length === each)
  return new Map(done.map(([path, { sha256, lines }]) => [path, { sha256, lines: `${lines.join('\n')}\n` }]))
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
