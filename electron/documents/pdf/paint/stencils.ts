import { apply, invert, type Matrix } from './geometry'
import { OPERATORS, type OperatorList } from './operators'

/** A picture of one colour as pdf.js hands it over: a bit for each dot, row by row from the top; 0 has ink. */
export interface Stencil {
  data: Uint8Array
  width: number
  height: number
}

/** A stencil where it is painted. */
export interface Dots {
  stencil: Stencil
  /** From user space into the square that it fills. */
  inward: Matrix
}

export const dotsOf = (stencil: Stencil, ctm: Matrix): Dots | undefined => {
  const inward = invert(ctm)
  return inward && { stencil, inward }
}

/** Points around a place that have ink, too, where a bar lies: what hands write is thinner. */
const REACH = 1.5
const AROUND = [-REACH, 0, REACH]

/** Whether a place lies under ink, and all around it. */
export const isInked = ({ stencil, inward }: Dots, x: number, y: number): boolean =>
  AROUND.every((dx) => AROUND.every((dy) => hasInk(stencil, ...apply(inward, x + dx, y + dy))))

function hasInk({ data, width, height }: Stencil, across: number, up: number): boolean {
  const [column, row] = [Math.floor(across * width), Math.floor((1 - up) * height)]
  if (column < 0 || row < 0 || column >= width || row >= height) return false
  const byte = data[row * Math.ceil(width / 8) + (column >> 3)]
  return byte !== undefined && (byte & (0x80 >> (column & 7))) === 0
}

/** The names of a drawing's stencils. */
const NAME = /^mask_/

/** What pdf.js keeps for a page. */
interface Kept {
  get(name: string, then: (data: unknown) => void): unknown
}

/** A page's stencils by their names, once pdf.js has them. Those that it made bitmaps of are left out. */
export async function stencilsIn({ fnArray, argsArray }: OperatorList, kept: Kept): Promise<Map<string, Stencil>> {
  const found = new Map<string, Stencil>()
  for (let i = 0; i < fnArray.length; i++) {
    if (fnArray[i] !== OPERATORS.paintImageMaskXObject) continue
    const [given] = argsArray[i] as [{ data?: unknown }]
    if (typeof given.data !== 'string' || !NAME.test(given.data) || found.has(given.data)) continue
    const name = given.data
    const stencil = await new Promise<unknown>((resolve) => kept.get(name, resolve))
    if (isStencil(stencil)) found.set(name, stencil)
  }
  return found
}

const isStencil = (value: unknown): value is Stencil =>
  typeof value === 'object' && value !== null && 'data' in value && value.data instanceof Uint8Array
