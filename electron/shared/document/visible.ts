/** For each token its first character that is no white space, or its end when it has none. */
export function firstVisible(text: string, starts: Uint32Array, ends: Uint32Array): Uint32Array {
  const visible = new Uint32Array(starts.length)
  for (let i = 0; i < starts.length; i++) {
    let at = starts[i]!
    while (at < ends[i]! && isSpace(text.charCodeAt(at))) at++
    visible[i] = at
  }
  return visible
}

const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || (code > 0x1000 && /\s/.test(String.fromCharCode(code)))
