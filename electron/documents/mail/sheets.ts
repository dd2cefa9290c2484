import type { Email } from 'postal-mime'
import { type LinkedSheets, MOST_OF_SHEETS, type Rule, rulesOf, sheetsNamedIn } from '../markup/style_sheets'
import { latin1 } from '../text/encodings'

/** The lines that say what a part is, up to the empty one. */
const HEADS = /(?:^|\n)((?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+)\r?\n/g
const IS_SHEET = /^Content-Type:\s*text\/css\b/im
const LOCATION = /^Content-Location:\s*(\S+)/im

/** The style sheets that a saved page or a mail brings along, by how the page in it names them. */
export function sheetsOfMail({ html = '', attachments, headers }: Email, data: Uint8Array): LinkedSheets {
  const linked = new Map<string, readonly Rule[]>()
  const names = sheetsNamedIn(html)
  const sheets = attachments.filter(({ mimeType }) => mimeType === 'text/css')
  if (names.length === 0 || sheets.length === 0) return linked
  const heads = [...latin1(data, 0, data.length).matchAll(HEADS)].map(([, head]) => head!)
  const places = heads.filter((head) => IS_SHEET.test(head)).map((head) => LOCATION.exec(head)?.[1])
  const page = headers.find(({ key }) => key === 'snapshot-content-location')?.value
  const base = page ?? heads.map((head) => LOCATION.exec(head)?.[1]).find((place) => place !== undefined)
  let bytes = 0
  for (const [i, { content, contentId }] of sheets.entries()) {
    const own = new Set([
      contentId?.replace(/^<(.*)>$/, 'cid:$1'),
      places.length === sheets.length ? places[i] : undefined,
    ])
    const found = names.filter((name) => own.has(name) || own.has(within(base, name)))
    const sheet = typeof content === 'string' ? content : new TextDecoder().decode(content)
    bytes += sheet.length
    if (found.length === 0 || bytes > MOST_OF_SHEETS) continue
    const rules = rulesOf(sheet)
    for (const name of found) linked.set(name, rules)
  }
  return linked
}

/** The whole address of something that a page names by where it lies from itself. */
const within = (base: string | undefined, name: string): string =>
  URL.canParse(name, base) ? new URL(name, base).href : name
