/** Bytes of a text in an old encoding: what its decoder makes of all codes, the other way round. */
export function encode(text: string, label: string): Uint8Array {
  const codes = tableOf(label)
  return Uint8Array.from([...text].flatMap((char) => codes.get(char) ?? [0x3f]))
}

const tables = new Map<string, Map<string, number[]>>()

function tableOf(label: string): Map<string, number[]> {
  const known = tables.get(label)
  if (known) return known
  const decoder = new TextDecoder(label)
  const table = new Map<string, number[]>()
  const add = (code: number[]) => {
    const char = decoder.decode(Uint8Array.from(code))
    if ([...char].length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, code)
  }
  for (let byte = 0; byte < 256; byte++) add([byte])
  if (/^(?:gb|big5|shift|euc)/.test(label)) {
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add([lead, trail])
  }
  tables.set(label, table)
  return table
}
