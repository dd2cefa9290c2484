import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { native } from '../../../electron/engine/native'
import { LongStringCut } from '../../../electron/network/long_string'
import { RowsReader } from '../../../electron/network/rows_reader'

/** What a trace in SGLang's form takes at V3.2's size. */
export interface RowsCost {
  layers: number
  topK: number
  tokens: number
  /** Of the form, as it comes over the network. */
  bytesPerToken: number
  /** Seconds in which it is read as it comes, and made a trace. */
  reads: number
  /** Bytes of the file that is kept of it. */
  fileBytes: number
  /** Seconds in which that opens. */
  opens: number
}

const LAYERS = 61
const TOP_K = 2048
const PROMPT = 192
const ANSWER = 32
const FIELD = 'indexer_topk'
const CHUNK = 64 << 10

/** A text of a few hundred tokens: all of them enter, and rows are filled up with -1, which take the same bytes. */
export async function measureRowsForm(): Promise<RowsCost> {
  const tokens = PROMPT + ANSWER - 1
  const json = Buffer.from(JSON.stringify({ meta_info: { [FIELD]: rows(tokens).toString('base64') } }))
  const { CountedTrace, Trace } = native()
  const sentences = Int32Array.of(0, PROMPT / 2, PROMPT / 2, PROMPT - 8)
  const shape = { layers: LAYERS, topK: TOP_K, promptLength: PROMPT, textEnd: PROMPT - 8, sentences }
  const started = performance.now()
  const counted = new CountedTrace(shape)
  const reader = new RowsReader(FIELD, 'raw', tokens, (positions) => counted.add(positions))
  const cut = new LongStringCut(reader)
  for (let at = 0; at < json.length; at += CHUNK) cut.push(json.subarray(at, at + CHUNK))
  if (reader.fault !== undefined) throw new Error(reader.fault)
  const { trace } = counted.finish(ANSWER)
  const read = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'sparselens-rows-'))
  const path = join(folder, 'rows.trace')
  await trace.save(path, '{}')
  const saved = performance.now()
  const again = await Trace.open(path)
  const opened = performance.now()
  const { size } = statSync(path)
  again.close()
  trace.close()
  rmSync(folder, { recursive: true })
  return {
    layers: LAYERS,
    topK: TOP_K,
    tokens,
    bytesPerToken: json.length / tokens,
    reads: (read - started) / 1000,
    fileBytes: size,
    opens: (opened - saved) / 1000,
  }
}

function rows(tokens: number): Buffer {
  const numbers = new Int32Array(tokens * LAYERS * TOP_K).fill(-1)
  for (let token = 0; token < tokens; token++) {
    for (let layer = 0; layer < LAYERS; layer++) {
      const row = (token * LAYERS + layer) * TOP_K
      for (let position = 0; position <= token; position++) numbers[row + position] = position
    }
  }
  return Buffer.from(numbers.buffer)
}
