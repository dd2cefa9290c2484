/** The header of numpy's file form (its versions 1 to 3), as far as rows of positions need it. */
interface NpyHeader {
  shape: number[]
  /** Of the header: the numbers begin after so many. */
  bytes: number
}

const MAGIC = Buffer.from('\x93NUMPY', 'latin1')
const MOST_HEADER = 64 << 10

/** The header; undefined until all of it is there; a text that says what is wrong. */
export function readNpyHeader(bytes: Buffer): NpyHeader | string | undefined {
  const known = bytes.subarray(0, MAGIC.length)
  if (!known.equals(MAGIC.subarray(0, known.length))) return NOT_NPY
  if (bytes.length < 12) return undefined
  const isShort = bytes[6] === 1
  const start = isShort ? 10 : 12
  const length = isShort ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8)
  if (length > MOST_HEADER) return NOT_NPY
  if (bytes.length < start + length) return undefined
  const text = bytes.subarray(start, start + length).toString('latin1')
  if (!/'descr':\s*'<i4'/.test(text)) return 'its numbers are no int32'
  if (!/'fortran_order':\s*False/.test(text)) return 'its numbers are in another order'
  const shape = /'shape':\s*\(([^)]*)\)/
    .exec(text)?.[1]
    ?.split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
  if (shape?.length !== 3 || !shape.every((one) => Number.isSafeInteger(one) && one >= 0)) {
    return 'it has another shape than tokens, layers and positions'
  }
  return { shape, bytes: start + length }
}

const NOT_NPY = "it isn't in numpy's form"
