/** Best first: what a machine is known by. */
const KNOWN: [flag: RegExp, name: string][] = [
  [/\bAMX/, 'AMX'],
  [/\bAVX512/, 'AVX-512'],
  [/\bAVX2\b/, 'AVX2'],
  [/\bSME\b/, 'SME'],
  [/\bSVE\b/, 'SVE'],
  [/\bNEON\b/, 'NEON'],
]
const MOST = 2

/** The instruction sets that matter most, of all that llama.cpp names. */
export function instructionWords(all: string): string {
  const known = KNOWN.filter(([flag]) => flag.test(all)).map(([, name]) => name)
  return known.length > 0 ? known.slice(0, MOST).join(', ') : (all.split(', ')[0] ?? '')
}
