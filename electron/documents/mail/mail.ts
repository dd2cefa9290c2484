import PostalMime, { type Address, type Email } from 'postal-mime'
import { collapseSpace, saneText } from '../../shared/document/characters'
import { DocumentError, type SourceDocument } from '../../shared/document/types'
import { type PageName, toDocument } from '../blocks'
import { countedWere, Flow } from '../flow/flow'
import { blocksOfHtml } from '../markup/html'
import type { HtmlOptions } from '../markup/html_reader'
import type { LinkedSheets } from '../markup/style_sheets'
import type { Guard } from '../packed/guard'
import { beyondLatin1, latin1 } from '../text/encodings'
import { textBlocks } from '../text/text'
import { flowingOf, unflowed } from './flowed'
import { sheetsOfMail } from './sheets'

/** How much of a file to look for the head of a mail in. */
const HEAD = 20_000
/** Parts inside each other. */
const DEEPEST = 100

/** "From anna@quay.example Fri May  3 10:00:00 2024", where a mail begins in a mailbox. */
const BEGINS = /(?:^|(?<=\n\r?\n))From \S+ .*\b\d{4}\b.*\r?\n(?=[\w-]+:)/g

/** The mails of a mailbox (mbox), each as it was sent; `text`: its bytes as Latin-1. One for any other mail. */
function mailsIn(text: string): string[] {
  if (!text.startsWith('From ')) return [text]
  return text
    .split(BEGINS)
    .filter((mail) => mail.trim() !== '')
    .map((mail) => mail.replace(/^>(>*From )/gm, '$1'))
}

/** A mail as programs write it, or one that its name says to be one; a page that was saved as a mail is none. */
export function isMail(text: string, file: string): boolean {
  const head = /^(?:From .+\r?\n)?(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){2,}/.exec(text.slice(0, HEAD))?.[0]
  if (head === undefined) return false
  if (/\.(?:eml|mht|mhtml|mbox)$/i.test(file) || mailsIn(text).length > 1) return true
  if (!/^(?:MIME-Version|Content-Transfer-Encoding):/im.test(head)) return false
  return (
    /^Content-Transfer-Encoding:\s*(?:base64|quoted-printable)/im.test(head) ||
    /^Content-Type:\s*(?:multipart\/|text\/html)/im.test(head)
  )
}

/** A mail: who wrote what to whom and when, its text, mails inside of it, and which files are attached. */
export async function readMail(data: Uint8Array, guard: Guard, options: HtmlOptions = {}): Promise<SourceDocument> {
  const flow = new Flow(guard)
  const mails = mailsIn(latin1(data, 0, data.length))
  if (mails.length < 2) {
    await writeMail(data, flow, options, 1)
    return toDocument(flow.blocks, guard.file, 'mail', 1, flow.notes())
  }
  const pages: PageName[] = []
  for (const mail of mails) {
    guard.checkTime()
    if (pages.length > 0) flow.nextPage()
    const before = flow.blocks.length
    await writeMail(Buffer.from(mail, 'latin1'), flow, options, 1)
    const subject = flow.blocks.slice(before).find(({ kind }) => kind === 'heading')?.text
    pages.push({ part: 'mail', ...(subject !== undefined && { label: subject }) })
  }
  return toDocument(flow.blocks, guard.file, 'mail', pages, flow.notes())
}

/** Mails inside each other: deeper ones are attached files. */
const DEEPEST_MAIL = 5

/** Into a flow; `level`: of its subject as a heading. */
export async function writeMail(data: Uint8Array, flow: Flow, options: HtmlOptions, level: number): Promise<void> {
  const mail = await parsed(data, flow.guard)
  const subject = collapseSpace(saneText(flow.guard.signs.shown(beyondLatin1(mail.subject ?? ''))))
  const isPage = mail.headers.some(({ key }) => key === 'snapshot-content-location')
  if (subject !== '') flow.heading(subject, level)
  if (!isPage) writeHead(mail, flow)
  writeBody(mail, flow, { ...options, linked: sheetsOfMail(mail, data) })
  const isInside = ({ mimeType }: Attached) => mimeType === 'message/rfc822' && level < DEEPEST_MAIL
  const isRelated = mail.headers.some(({ key, value }) => key === 'content-type' && /^multipart\/related/i.test(value))
  // Word saves a list of the page's files beside it
  const isSheet = ({ mimeType, disposition }: Attached) =>
    (mimeType === 'text/css' || (isRelated && mimeType === 'text/xml')) && disposition !== 'attachment'
  const files = mail.attachments.filter((one) => !isInside(one) && !isSheet(one))
  const isFile = ({ disposition, related, contentId }: Attached) =>
    disposition === 'attachment' || !(related || contentId)
  if (!isPage) tellFiles(files.filter(isFile), flow)
  const pictures = files.filter((one) => !isFile(one) && one.mimeType.startsWith('image/')).length
  if (pictures > 0 && !isPage) flow.note('unread', `${countedWere(pictures, 'picture')} not read.`)
  for (const { content } of mail.attachments.filter(isInside)) {
    flow.item('A mail inside of this one:')
    await writeMail(bytesOf(content), flow, options, level + 1)
  }
}

type Attached = Email['attachments'][number]

const bytesOf = (content: Attached['content']): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)

function tellFiles(files: readonly Attached[], flow: Flow): void {
  if (files.length === 0) return
  const names = files.map(({ filename, mimeType }) => shownName(filename, mimeType)).join(', ')
  flow.item(`Attached: ${names}`)
  flow.note('attached', `${files.length === 1 ? 'An attached file was' : 'Attached files were'} not read: ${names}.`)
  if (files.some(isWinmail)) flow.note('attached', WINMAIL)
}

const shownName = (filename: string | null, mimeType: string): string => collapseSpace(saneText(filename ?? mimeType))

const WINMAIL =
  'What winmail.dat holds, maybe its text and its files, only Outlook can unpack: ask for the mail as plain text or HTML.'

const isWinmail = ({ filename, mimeType }: Attached): boolean =>
  /^winmail\.dat$/i.test(filename ?? '') || /ms-tnef$/i.test(mimeType)

async function parsed(data: Uint8Array, guard: Guard): Promise<Email> {
  const flowing = flowingOf(data)
  try {
    const mail = await PostalMime.parse(flowing.data, { maxNestingDepth: DEEPEST, forceRfc822Attachments: true })
    if (flowing.isFlowed && mail.text) mail.text = unflowed(mail.text, flowing.dropsBlanks)
    return mail
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
function writeBody(mail: Email, flow: Flow, options: HtmlOptions & { linked: LinkedSheets }): void {
  const { signs } = flow.guard
  const [text, html] = [mail.text, mail.html].map((form) =>
    form === undefined ? form : signs.shown(beyondLatin1(form)),
  )
  if (html !== undefined && (text ?? '').trim() === '') {
    const { blocks, notes } = blocksOfHtml(html, options)
    flow.paragraphs(blocks)
    for (const { kind, text: words } of notes) flow.note(kind, words)
    const remote = html.match(/<img\b[^>]*\bsrc\s*=\s*["']?https?:/gi)?.length ?? 0
    if (remote > 0) {
      const what = remote === 1 ? 'One picture was' : `${remote} pictures were`
      flow.note('unread', `${what} not fetched from elsewhere.`)
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
