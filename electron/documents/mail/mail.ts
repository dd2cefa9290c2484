import PostalMime, { type Address, type Email } from 'postal-mime'
import { collapseSpace, saneText } from '../../shared/document/characters'
import { DocumentError, type SourceDocument } from '../../shared/document/types'
import { toDocument } from '../blocks'
import { Flow } from '../flow/flow'
import { blocksOfHtml } from '../markup/html'
import type { Guard } from '../packed/guard'
import { textBlocks } from '../text/text'

/** How much of a file to look for the head of a mail in. */
const HEAD = 20_000
/** Parts inside each other. */
const DEEPEST = 100

/** A mail as programs write it, or one that its name says to be one; a page that was saved as a mail is none. */
export function isMail(text: string, file: string): boolean {
  const head = /^(?:From .+\r?\n)?(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){2,}/.exec(text.slice(0, HEAD))?.[0]
  if (head === undefined) return false
  if (/\.(?:eml|mht|mhtml)$/i.test(file)) return true
  if (!/^(?:MIME-Version|Content-Transfer-Encoding):/im.test(head)) return false
  return (
    /^Content-Transfer-Encoding:\s*(?:base64|quoted-printable)/im.test(head) ||
    /^Content-Type:\s*(?:multipart\/|text\/html)/im.test(head)
  )
}

/** A mail: who wrote what to whom and when, its text, and which files are attached. */
export async function readMail(data: Uint8Array, guard: Guard): Promise<SourceDocument> {
  const mail = await parsed(data, guard)
  const flow = new Flow(guard)
  const subject = collapseSpace(saneText(guard.signs.shown(mail.subject ?? '')))
  const isPage = mail.headers.some(({ key }) => key === 'snapshot-content-location')
  if (subject !== '') flow.heading(subject, 1)
  if (!isPage) writeHead(mail, flow)
  writeBody(mail, flow)
  const names = mail.attachments
    .filter(({ disposition, related, contentId }) => disposition === 'attachment' || !(related || contentId))
    .map(({ filename, mimeType }) => collapseSpace(saneText(filename ?? mimeType)))
  if (names.length > 0 && !isPage) {
    flow.item(`Attached: ${names.join(', ')}`)
    flow.noteOfAll(
      'attached',
      `${names.length === 1 ? 'An attached file was' : 'Attached files were'} not read: ${names.join(', ')}.`,
    )
  }
  return toDocument(flow.blocks, guard.file, 'mail', 1, flow.notes())
}

async function parsed(data: Uint8Array, guard: Guard): Promise<Email> {
  try {
    return await PostalMime.parse(data, { maxNestingDepth: DEEPEST })
  } catch (error) {
    throw new DocumentError(
      'damaged',
      `"${guard.file}" is damaged, or no e-mail that a program wrote: save it anew in the mail program.`,
      { cause: error },
    )
  }
}

function writeHead({ from, to, cc, date }: Email, flow: Flow): void {
  const lines: [string, string][] = [
    ['From', addresses(from === undefined ? [] : [from])],
    ['To', addresses(to ?? [])],
    ['Cc', addresses(cc ?? [])],
    ['Date', date === undefined ? '' : shownDate(date)],
  ]
  for (const [name, value] of lines) if (value !== '') flow.item(`${name}: ${value}`)
}

/** Of the two forms that most mails have, the plain one is what its writer's program made of the other. */
function writeBody(mail: Email, flow: Flow): void {
  const { signs } = flow.guard
  const [text, html] = [mail.text, mail.html].map((form) => (form === undefined ? form : signs.shown(form)))
  if (html !== undefined && (text ?? '').trim() === '') {
    const { blocks, notes } = blocksOfHtml(html)
    flow.paragraphs(blocks)
    for (const { kind, text: words } of notes) flow.noteOfAll(kind, words)
    const remote = html.match(/<img\b[^>]*\bsrc\s*=\s*["']?https?:/gi)?.length ?? 0
    if (remote > 0) {
      const what = remote === 1 ? 'One picture was' : `${remote} pictures were`
      flow.noteOfAll('unread', `${what} not fetched from elsewhere.`)
    }
  } else if (text !== undefined) flow.paragraphs(textBlocks(text, flow.guard.file))
}

const addresses = (all: readonly Address[]): string =>
  all
    .map(({ name, address, group }) => {
      const members = group ? `: ${addresses(group)}` : ''
      return address ? (name ? `${name} <${address}>` : address) : `${name}${members}`
    })
    .map((one) => collapseSpace(saneText(one)))
    .filter((one) => one !== '')
    .join(', ')

/** "2024-05-03 09:30 UTC"; as it stands where it is no date. */
function shownDate(date: string): string {
  const time = new Date(date)
  return Number.isNaN(time.getTime()) ? date : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
