import { readNpyHeader } from './npy'

/** How many layers a server tells of, and how many positions of each at most. */
export interface RowsShape {
  layers: number
  topK: number
}

/** Numbers of one query's rows: 61 layers of 2,048 are 124,928. */
const MOST_NUMBERS = 1 << 22
const EMPTY = -1

/**
 * Cuts the int32 of a top-k answer into the rows of one query after the other, as they come. `onRows` gets all layers of
 * the next query; what is wrong is thrown as text by `RowsFault`.
 *
 * raw: SGLang's, without a shape. Its first query sees itself alone, and its second two positions, so where numbers stand
 * among the -1 tells how many layers there are and how long a row is. npy: vLLM's, with a header that says it.
 */
export class TopKRows {
  private rest: Buffer = Buffer.alloc(0)
  private shape: RowsShape | undefined
  /** Queries that the header announces. */
  private announced: number | undefined
  private isBegun = false
  rows = 0

  constructor(
    private readonly form: 'raw' | 'npy',
    private readonly mostRows: number,
    private readonly onRows: (positions: Int32Array, shape: RowsShape) => void,
  ) {}

  push(bytes: Buffer): void {
    this.rest = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes
    if (!this.isBegun && !this.begin()) return
    this.shape ??= this.findShape()
    if (!this.shape) return
    const size = this.shape.layers * this.shape.topK * 4
    let at = 0
    for (; at + size <= this.rest.length; at += size) this.take(this.rest.subarray(at, at + size), this.shape)
    this.rest = Buffer.from(this.rest.subarray(at))
  }

  end(): void {
    if (!this.shape) throw new RowsFault(this.isBegun || this.rest.length > 0 ? NO_SHAPE : 'it holds no rows')
    if (this.rest.length > 0) throw new RowsFault('its last row is cut off')
    if (this.announced !== undefined && this.announced !== this.rows) {
      throw new RowsFault(`it announces ${this.announced} rows and holds ${this.rows}`)
    }
  }

  private take(bytes: Buffer, shape: RowsShape): void {
    if (this.rows >= this.mostRows)
      throw new RowsFault(`it has more rows than the ${this.mostRows} of prompt and answer`)
    this.rows++
    const copy = new Uint8Array(bytes) // aligned, whatever the bytes were
    this.onRows(new Int32Array(copy.buffer, 0, copy.length / 4), shape)
  }

  /** False until the header is there. */
  private begin(): boolean {
    if (this.form === 'npy' && !this.readHeader()) return false
    this.isBegun = true
    return true
  }

  private readHeader(): boolean {
    const header = readNpyHeader(this.rest)
    if (header === undefined) return false
    if (typeof header === 'string') throw new RowsFault(header)
    const [rows, layers, topK] = header.shape
    if (layers! * topK! > MOST_NUMBERS || layers! * topK! < 1) throw new RowsFault(TOO_LARGE)
    this.announced = rows!
    this.shape = { layers: layers!, topK: topK! }
    this.rest = Buffer.from(this.rest.subarray(header.bytes))
    return true
  }

  /** From the first query's rows and the beginning of the second's; undefined until there is enough. */
  private findShape(): RowsShape | undefined {
    const count = Math.floor(this.rest.length / 4)
    const at = (i: number) => this.rest.readInt32LE(i * 4)
    if (count < 3) return undefined
    if (at(0) !== 0 || at(1) !== EMPTY) throw new RowsFault(NO_SHAPE)
    let topK = 1
    while (topK < count && at(topK) === EMPTY) topK++
    if (topK > MOST_NUMBERS) throw new RowsFault(TOO_LARGE)
    for (let layers = 1; ; layers++) {
      const next = layers * topK
      if (next > MOST_NUMBERS) throw new RowsFault(TOO_LARGE)
      if (next + 1 >= count) return undefined
      if (at(next) === EMPTY || at(next) > 1) throw new RowsFault(NO_SHAPE)
      if (at(next + 1) !== EMPTY) return { layers, topK }
    }
  }
}

const NO_SHAPE = "it can't be told how its rows are cut: the first one doesn't see itself alone"
const TOO_LARGE = 'its rows are longer than any model has'

/** What is wrong with the rows, to be put into a sentence. */
export class RowsFault extends Error {
  override name = 'RowsFault'
}
