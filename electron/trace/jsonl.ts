import { randomUUID } from 'node:crypto'
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { EngineError } from '../engine/errors'
import type { RequestResult, TracedPart } from '../summarize/types'
import type { TraceRow } from './types'

/** Version of the lines' form. */
const VERSION = 1
/** Characters gathered before they are written. */
const CHUNK = 1 << 18

export type TracedResult = Pick<RequestResult, 'model' | 'question' | 'traced'>

/**
 * The trace as JSON lines: a header for each part, then a line for each answer token and layer.
 * It is written beside its place and moved there when it is complete.
 */
export class TraceLinesFile {
  private pending: string[] = []
  private pendingLength = 0
  private finished = false

  private constructor(
    private readonly path: string,
    private readonly draft: string,
    private readonly file: FileHandle,
  ) {}

  static async create(path: string): Promise<TraceLinesFile> {
    try {
      const target = await realpath(path).catch(() => path) // a link stays one
      const special = await stat(target).then(
        (found) => !found.isFile(),
        () => false,
      )
      // a pipe or a device can't be replaced by a file
      const draft = special ? target : `${target}.${randomUUID().slice(0, 8)}.part`
      return new TraceLinesFile(target, draft, await open(draft, 'w'))
    } catch (error) {
      throw writeError(path, error)
    }
  }

  /** Adds all parts of a request's result. */
  async write(result: TracedResult, signal?: AbortSignal): Promise<void> {
    for (const part of result.traced) await this.writePart(result, part, signal)
  }

  private async writePart(result: TracedResult, part: TracedPart, signal?: AbortSignal): Promise<void> {
    const { info } = part.trace
    await this.line(JSON.stringify(header(result, part)))
    for (let token = 0; token < info.tokens; token++) {
      for (let layer = 0; layer < info.layers; layer++) {
        signal?.throwIfAborted()
        await this.line(rowLine(token, layer, part.trace.row(token, layer)))
      }
    }
  }

  private async line(text: string): Promise<void> {
    this.pending.push(text, '\n')
    this.pendingLength += text.length
    if (this.pendingLength >= CHUNK) await this.flush()
  }

  private async flush(): Promise<void> {
    const text = this.pending.join('')
    this.pending = []
    this.pendingLength = 0
    try {
      await this.file.appendFile(text)
    } catch (error) {
      throw writeError(this.path, error)
    }
  }

  /** Writes what is left and puts the file in its place. */
  async finish(): Promise<void> {
    await this.flush()
    try {
      await this.file.close() // some file systems only notice here that they are full
      if (this.draft !== this.path) await rename(this.draft, this.path)
      this.finished = true
    } catch (error) {
      throw writeError(this.path, error)
    }
  }

  /** Leaves nothing of an unfinished file behind. */
  async discard(): Promise<void> {
    if (this.finished) return
    await this.file.close().catch(() => {})
    if (this.draft !== this.path) await rm(this.draft, { force: true }).catch(() => {})
  }
}

/** Writes results' traces to `path`, all or nothing. */
export async function writeTraceJsonLines(path: string, results: TracedResult[], signal?: AbortSignal): Promise<void> {
  const file = await TraceLinesFile.create(path)
  try {
    for (const result of results) await file.write(result, signal)
    await file.finish()
  } finally {
    await file.discard()
  }
}

function header({ model, question }: TracedResult, { title, trace: { info }, tokens }: TracedPart) {
  return {
    version: VERSION,
    model: { name: model.name, architecture: model.architecture, sha256: model.sha256 },
    topK: info.topK,
    layers: info.layers,
    retrievalLayers: model.retrievalLayers,
    title,
    question,
    promptLength: info.promptLength,
    tokens,
  }
}

function rowLine(token: number, layer: number, { position, positions, scores }: TraceRow): string {
  const list = Array.from(scores, scoreText).join(',')
  return `{"token":${token},"position":${position},"layer":${layer},"positions":[${positions.join(',')}],"scores":[${list}]}`
}

/** Scores are F16, of which there are few: each is turned into text once. Six digits tell all of them apart. */
const scoreTexts = new Map<number, string>()

function scoreText(score: number): string {
  let text = scoreTexts.get(score)
  if (text === undefined) {
    text = JSON.stringify(Number(score.toPrecision(6)))
    if (scoreTexts.size < 1 << 16) scoreTexts.set(score, text)
  }
  return text
}

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full; free some space or name another place',
  EDQUOT: 'your disk quota is used up; free some space or name another place',
  ENOENT: 'its folder does not exist; create it or name another place',
  ENOTDIR: 'its folder does not exist; create it or name another place',
  EISDIR: 'it is a folder; name a file',
  EACCES: 'you may not write there; name another place',
  EPERM: 'you may not write there; name another place',
  EROFS: 'that disk is read-only; name another place',
  EFBIG: 'it grows larger than that disk allows; name another place',
}

function writeError(path: string, error: unknown): EngineError {
  const { code = '', message } = error as NodeJS.ErrnoException
  const reason = REASONS[code] ?? `${message}; name another place`
  return new EngineError('trace-write-failed', `The trace can't be written to ${path}: ${reason}.`, { cause: error })
}
