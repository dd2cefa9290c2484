interface Limits {
  least: number
  most?: number
  optional?: boolean
  fractions?: boolean
}

/** The number someone typed; null for an empty optional field, undefined for what can't be meant. */
export function parsed(
  text: string,
  { least, most = Number.MAX_SAFE_INTEGER, optional, fractions }: Limits,
): number | null | undefined {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return optional ? null : undefined
  const number = Number(trimmed)
  if (!Number.isFinite(number) || number < least || number > most) return undefined
  return fractions || Number.isInteger(number) ? number : undefined
}
