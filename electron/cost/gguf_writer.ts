import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs'

/** Types of metadata values and tensors, as the GGUF format numbers them. */
export const VALUE = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const
export const TENSOR = { F32: 0, Q5_0: 6, Q8_0: 8, Q2_K: 10, Q3_K: 11, Q4_K: 12, Q6_K: 14, BF16: 30 } as const
/** Numbers of a block, and its bytes. */
const BLOCK = {
  F32: [1, 4],
  BF16: [1, 2],
  Q5_0: [32, 22],
  Q8_0: [32, 34],
  Q2_K: [256, 84],
  Q3_K: [256, 110],
  Q4_K: [256, 144],
  Q6_K: [256, 210],
} as const
export type TensorType = keyof typeof TENSOR

export interface Tensor {
  name: string
  type: TensorType
  /** Fastest first. */
  dims: number[]
  data: () => Uint8Array
}

const ALIGNMENT = 32
const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT

export function tensorBytes({ type, dims }: { type: TensorType; dims: number[] }): number {
  const [numbers, bytes] = BLOCK[type]
  return (dims.reduce((a, b) => a * b, 1) / numbers) * bytes
}

class Bytes {
  private parts: Buffer[] = []
  private number(size: number, write: (at: Buffer) => void) {
    const bytes = Buffer.alloc(size)
    write(bytes)
    this.parts.push(bytes)
  }
  u8 = (value: number) => this.number(1, (b) => b.writeUInt8(value))
  u32 = (value: number) => this.number(4, (b) => b.writeUInt32LE(value))
  u64 = (value: number) => this.number(8, (b) => b.writeBigUInt64LE(BigInt(value)))
  f32 = (value: number) => this.number(4, (b) => b.writeFloatLE(value))
  string(text: string) {
    const bytes = Buffer.from(text)
    this.u64(bytes.length)
    this.parts.push(bytes)
  }
  all = () => Buffer.concat(this.parts)
}

export type Value =
  | { u32: number }
  | { f32: number }
  | { bool: boolean }
  | { string: string }
  | { strings: string[] }
  | { i32s: number[] }

function writeValue(out: Bytes, value: Value) {
  if ('u32' in value) {
    out.u32(VALUE.u32)
    out.u32(value.u32)
  } else if ('f32' in value) {
    out.u32(VALUE.f32)
    out.f32(value.f32)
  } else if ('bool' in value) {
    out.u32(VALUE.bool)
    out.u8(value.bool ? 1 : 0)
  } else if ('string' in value) {
    out.u32(VALUE.string)
    out.string(value.string)
  } else {
    const items = 'strings' in value ? value.strings : value.i32s
    out.u32(VALUE.array)
    out.u32('strings' in value ? VALUE.string : VALUE.i32)
    out.u64(items.length)
    for (const item of items) typeof item === 'string' ? out.string(item) : out.u32(item)
  }
}

type Described = Omit<Tensor, 'data'>

/** A GGUF file (version 3) up to its tensors' bytes. */
function header(metadata: Record<string, Value>, tensors: readonly Described[]): Buffer {
  const head = new Bytes()
  head.u32(0x46554747) // "GGUF"
  head.u32(3)
  head.u64(tensors.length)
  head.u64(Object.keys(metadata).length)
  for (const [key, value] of Object.entries(metadata)) {
    head.string(key)
    writeValue(head, value)
  }
  let offset = 0
  for (const tensor of tensors) {
    head.string(tensor.name)
    head.u32(tensor.dims.length)
    for (const dim of tensor.dims) head.u64(dim)
    head.u32(TENSOR[tensor.type])
    head.u64(offset)
    offset += aligned(tensorBytes(tensor))
  }
  const bytes = head.all()
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)])
}

/** Writes a file with the size of a whole one, but holes in place of the tensors' bytes. */
export function writeHollowGguf(path: string, metadata: Record<string, Value>, tensors: readonly Described[]): void {
  const head = header(metadata, tensors)
  writeFileSync(path, head)
  truncateSync(
    path,
    tensors.reduce((end, tensor) => end + aligned(tensorBytes(tensor)), head.length),
  )
}

/** Writes a file; tensors' bytes are asked for one by one. */
export function writeGguf(path: string, metadata: Record<string, Value>, tensors: Tensor[]): void {
  const file = openSync(path, 'w')
  writeSync(file, header(metadata, tensors))
  for (const tensor of tensors) {
    const data = tensor.data()
    writeSync(file, data)
    writeSync(file, Buffer.alloc(aligned(data.length) - data.length))
  }
  closeSync(file)
}
