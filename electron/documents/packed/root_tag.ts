/** How much of a file may stand before its root. */
const WITHIN = 20_000

/** The tag that an XML file begins with, behind declarations and comments; '' for other files. `text`: its bytes as Latin-1. */
export function rootTag(text: string): string {
  const head = text.slice(0, WITHIN)
  let at = head.startsWith('\xef\xbb\xbf') ? 3 : 0
  for (;;) {
    at += /^\s*/.exec(head.slice(at))![0].length
    const end = head.startsWith('<?', at) ? '?>' : head.startsWith('<!--', at) ? '-->' : undefined
    if (end === undefined) break
    const ended = head.indexOf(end, at)
    if (ended < 0) return ''
    at = ended + end.length
  }
  return /^<[A-Za-z_][^<>]*>/.exec(head.slice(at))?.[0] ?? ''
}
