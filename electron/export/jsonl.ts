import type { TraceRow } from '../engine/native_trace'
import { NO_SCORE } from '../shared/ipc/layer_kinds'
import { writtenHash } from '../shared/shown/files_hash'
import type { RequestResult, TracedPart } from '../summarize/types'
import { hasRows } from '../trace/rows'
import { OutputFile } from './output_file'

/** Version of the lines' form. */
const VERSION = 1

export interface TracedResult extends Pick<RequestResult, 'model' | 'question' | 'traced'> {
  /** Which file, model, settings and program it comes from (electron/export/provenance.ts). */
  about?: object
}

/**
 * The trace as JSON lines: a header for each part, then a line for each answer token and layer.
 * It is written beside its place and moved there when it is complete.
 */
export class TraceLinesFile {
  private constructor(private readonly file: OutputFile) {}

  static async create(path: string): Promise<TraceLinesFile> {
    return new TraceLinesFile(await OutputFile.create(path, 'The trace'))
  }

  /** Adds all parts of a request's result, but no first looks: they are no answers. `onToken`: after each token's rows. */
  async write(result: TracedResult, signal?: AbortSignal, onToken?: () => void): Promise<void> {
    for (const part of result.traced) if (!part.isLook) await this.writePart(result, part, signal, onToken)
  }

  private async writePart(
    result: TracedResult,
    part: TracedPart,
    signal: AbortSignal | undefined,
    onToken?: () => void,
  ): Promise<void> {
    const { info } = part.trace
    await this.line(JSON.stringify(header(result, part)))
    const isCounted = info.kinds?.some(({ kind }) => kind === 'counted')
    for (let token = 0; token < info.tokens; token++) {
      for (let layer = 0; layer < info.layers; layer++) {
        signal?.throwIfAborted()
        if (!hasRows(part.trace.info, layer)) continue
        const row = part.trace.row(token, layer)
        await this.line(rowLine(token, layer, isCounted ? { ...row, scores: row.scores.map(() => NO_SCORE) } : row))
      }
      onToken?.()
    }
  }

  private line(text: string): Promise<void> {
    return this.file.text(`${text}\n`)
  }

  /** Writes what is left and puts the file in its place. */
  finish(): Promise<void> {
    return this.file.finish()
  }

  /** Leaves nothing of an unfinished file behind. */
  discard(): Promise<void> {
    return this.file.discard()
  }
}

/** Writes results' traces to `path`, all or nothing. */
export async function writeTraceJsonLines(
  path: string,
  results: TracedResult[],
  signal?: AbortSignal,
  onToken?: () => void,
): Promise<void> {
  const file = await TraceLinesFile.create(path)
  try {
    for (const result of results) await file.write(result, signal, onToken)
    await file.finish()
  } finally {
    await file.discard()
  }
}

function header({ model, question, about }: TracedResult, { title, trace: { info }, tokens, thinking }: TracedPart) {
  return {
    version: VERSION,
    model: { name: model.name, architecture: model.architecture, ...writtenHash(model) },
    topK: info.topK,
    layers: info.layers,
    retrievalLayers: model.retrievalLayers,
    ...(info.kinds?.length && { unit: info.unit, unitTokens: info.unitTokens, layerKinds: info.kinds }),
    title,
    question,
    ...(about && { about }),
    promptLength: info.promptLength,
    ...(thinking !== undefined && { thinking }),
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
  if (score === NO_SCORE) return 'null' // it entered by a rule
  let text = scoreTexts.get(score)
  if (text === undefined) {
    text = JSON.stringify(Number(score.toPrecision(6)))
    if (scoreTexts.size < 1 << 16) scoreTexts.set(score, text)
  }
  return text
}
