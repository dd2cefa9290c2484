/** Types with less of the weights than this are not worth naming. */
const LEAST = 0.005

/** The types of a model's weights by their share of the bytes: "Q4_1 82%, Q5_1 17%". */
export function quantization(tensors: readonly { type: string; bytes: number }[]): string {
  const bytes = new Map<string, number>()
  for (const tensor of tensors) bytes.set(tensor.type, (bytes.get(tensor.type) ?? 0) + tensor.bytes)
  const all = tensors.reduce((sum, tensor) => sum + tensor.bytes, 0)
  return [...bytes]
    .filter(([, part]) => part >= LEAST * all)
    .sort(([, a], [, b]) => b - a)
    .map(([type, part]) => `${type.toUpperCase()} ${Math.round((100 * part) / all)}%`)
    .join(', ')
}
