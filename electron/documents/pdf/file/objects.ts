import { unfiltered } from './streams'
import { type Dict, isWhite, latin, Name, Reader, Ref, type Value, Word } from './values'

/** Where an object is written: in the file itself, or unpacked from a stream of objects that stands at `order`. */
interface Place {
  bytes: Uint8Array
  at: number
  order: number
}

/** An object, and where it ends: behind that its stream begins, if it has one. */
interface Found {
  value: Value
  bytes: Uint8Array
  end: number
}

/**
 * The objects of a file, for the little that pdf.js doesn't hand over. They are found by looking through all of the file
 * for where they begin, the last of a number counts: tables of places may be broken, this can't be. Whoever uses them
 * compares what they say with what pdf.js does. Of encrypted files nothing useful comes out.
 */
export class Objects {
  private places: Promise<Places> | undefined

  constructor(private readonly bytes: Uint8Array) {}

  /** What a value stands for, if it refers to an object. */
  async resolve(value: Value | undefined, depth = 0): Promise<Value> {
    if (!(value instanceof Ref)) return value ?? null
    const found = await this.find(value)
    return depth > 8 ? null : this.resolve(found?.value, depth + 1)
  }

  async dict(value: Value | undefined): Promise<Dict> {
    const found = await this.resolve(value)
    return found instanceof Map ? found : new Map()
  }

  async list(value: Value | undefined): Promise<Value[]> {
    const found = await this.resolve(value)
    return Array.isArray(found) ? found : found === null ? [] : [value!]
  }

  /** The bytes of a stream, unpacked; undefined if it is none, or of a kind that no drawing has. */
  async stream(value: Value | undefined): Promise<Uint8Array | undefined> {
    const found = value instanceof Ref ? await this.find(value) : undefined
    return found && unpacked(found, await this.places!)
  }

  /** The catalog, from which all else is reached. */
  async catalog(): Promise<Dict> {
    for (let i = this.bytes.lastIndexOf(UPPER_R); i > 0; i = this.bytes.lastIndexOf(UPPER_R, i - 1)) {
      const [, number] = /^\/Root\s+(\d+)\s/.exec(latin(this.bytes.subarray(i - 1, i + 30))) ?? []
      if (number !== undefined) return this.dict(new Ref(Number(number)))
    }
    return new Map()
  }

  private async find({ number }: Ref): Promise<Found | undefined> {
    this.places ??= allPlaces(this.bytes)
    const place = (await this.places).get(number)
    return place && read(place)
  }
}

type Places = Map<number, Place>

async function allPlaces(file: Uint8Array): Promise<Places> {
  const places = placesIn(file)
  for (const place of [...places.values()]) {
    if (!latin(file.subarray(place.at, place.at + HEAD)).includes('/ObjStm')) continue
    const found = read(place)
    const inside = await unpacked(found, places)
    if (!inside || !(found.value instanceof Map)) continue
    for (const [number, at] of numbersIn(inside, found.value)) {
      const known = places.get(number)
      if (!known || known.order < place.order) places.set(number, { bytes: inside, at, order: place.order })
    }
  }
  return places
}

async function unpacked({ value, bytes, end }: Found, places: Places): Promise<Uint8Array | undefined> {
  const start = value instanceof Map ? startOfStream(bytes, end) : undefined
  if (!(value instanceof Map) || start === undefined || isPredicted(value)) return undefined
  const length = value.get('Length')
  const place = length instanceof Ref ? places.get(length.number) : undefined
  const known = place ? read(place).value : length
  let data: Uint8Array | undefined = bytes.subarray(start, endOfStream(bytes, start, known))
  const filters = value.get('Filter')
  for (const filter of Array.isArray(filters) ? filters : filters ? [filters] : []) {
    data = data && filter instanceof Name ? await unfiltered(data, filter.name) : undefined
  }
  return data
}

/** Its bytes are differences, as those of pictures are. */
function isPredicted(dict: Dict): boolean {
  const parms = dict.get('DecodeParms')
  return [parms].flat().some((one) => one instanceof Map && Number(one.get('Predictor') ?? 1) > 1)
}

function read({ bytes, at }: Place): Found {
  const reader = new Reader(bytes, at)
  const value = reader.next() ?? null
  return { value: value instanceof Word ? null : value, bytes, end: reader.at }
}

const [LOWER_O, LOWER_B, LOWER_J, LOWER_E, UPPER_R] = [0x6f, 0x62, 0x6a, 0x65, 0x52]
/** Bytes of a dictionary in which its type stands, most often. */
const HEAD = 300

/** "12 0 obj", wherever that is written. */
function placesIn(bytes: Uint8Array): Places {
  const found = new Map<number, Place>()
  for (let i = bytes.indexOf(LOWER_O); i >= 0; i = bytes.indexOf(LOWER_O, i + 1)) {
    if (bytes[i + 1] !== LOWER_B || bytes[i + 2] !== LOWER_J || !isNumberEnd(bytes, i)) continue
    const [, number] = /(\d{1,9})\s+\d{1,5}\s*$/.exec(latin(bytes.subarray(Math.max(0, i - 24), i))) ?? []
    if (number !== undefined) found.set(Number(number), { bytes, at: i + 3, order: i })
  }
  return found
}

const isNumberEnd = (bytes: Uint8Array, at: number): boolean => {
  const byte = bytes[at - 1] ?? 0
  return isWhite(byte) || (byte >= 0x30 && byte <= 0x39)
}

/** Numbers and places of what a stream of objects holds. */
function numbersIn(bytes: Uint8Array, dict: Dict): [number: number, at: number][] {
  const [count, first] = [dict.get('N'), dict.get('First')]
  if (typeof count !== 'number' || typeof first !== 'number') return []
  const reader = new Reader(bytes, 0, false)
  const found: [number, number][] = []
  for (let i = 0; i < count; i++) {
    const [number, at] = [reader.next(), reader.next()]
    if (typeof number === 'number' && typeof at === 'number') found.push([number, first + at])
  }
  return found
}

function startOfStream(bytes: Uint8Array, end: number): number | undefined {
  const [gap] = /^\s*stream(?:\r\n|\n|\r)?/.exec(latin(bytes.subarray(end, end + 40))) ?? []
  return gap === undefined ? undefined : end + gap.length
}

/** Where the file says, if the word stands there; else where it stands next. */
function endOfStream(bytes: Uint8Array, start: number, length: Value | undefined): number {
  if (typeof length === 'number') {
    const behind = latin(bytes.subarray(start + length, start + length + 20))
    if (/^\s*endstream/.test(behind)) return start + length
  }
  for (let i = bytes.indexOf(LOWER_E, start); i >= 0; i = bytes.indexOf(LOWER_E, i + 1)) {
    if (bytes[i + 1] === 0x6e && latin(bytes.subarray(i, i + 9)) === 'endstream') return i
  }
  return bytes.length
}
