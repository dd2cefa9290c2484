/** F16, as rows hold scores: only positive ones up to 65504 are needed here. */

const view = new DataView(new ArrayBuffer(4))

export function toHalf(value: number): number {
  view.setFloat32(0, value)
  const bits = view.getUint32(0)
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15
  if (exponent <= 0) return 0
  return (exponent << 10) | ((bits >>> 13) & 0x3ff)
}

export const fromHalf = (half: number): number =>
  half === 0 ? 0 : 2 ** ((half >>> 10) - 15) * (1 + (half & 0x3ff) / 1024)
