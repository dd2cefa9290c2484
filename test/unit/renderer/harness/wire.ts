/** Typed arrays as JSON: the harness's page asks real traces over HTTP. */

const KINDS = { Uint32Array, Int32Array, Float32Array } as const

export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => {
    const kind = (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((name) => part instanceof KINDS[name])
    return kind ? { $: kind, values: Array.from(part as Float32Array, String) } : part
  })

export const fromJson = (text: string): unknown =>
  JSON.parse(text, (_key, part: { $?: keyof typeof KINDS; values?: string[] }) =>
    part?.$ && part.values ? KINDS[part.$].from(part.values.map(Number)) : part,
  )
