import { expect, it } from 'vitest'
import { isMail, readMail } from '../../../../electron/documents/mail/mail'
import { Guard } from '../../../../electron/documents/packed/guard'
import { checkDocument, failure, paragraphs } from './help'
import { notesOf } from './office/zipped'

async function mail(text: string) {
  expect(isMail(text, 'a.eml')).toBe(true)
  const document = await readMail(Buffer.from(text), new Guard('a.eml'))
  checkDocument(document)
  return document
}

const HEAD =
  'From: =?utf-8?Q?J=C3=B6rg?= <joerg@quay.example>\r\nTo: Anna <anna@quay.example>\r\nDate: Fri, 3 May 2024 11:30:00 +0200\r\nSubject: Rope\r\n sizes\r\nMIME-Version: 1.0\r\n'

it('reads a mail of several parts and lists what is attached', async () => {
  const document = await mail(
    `${HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from('The rope is 12 m.\n\n> How long?\n').toString('base64')}\r\n--b\r\nContent-Type: application/pdf; name="plan.pdf"\r\nContent-Disposition: attachment; filename="plan.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--b--\r\n`,
  )
  expect(document).toMatchObject({ kind: 'mail', title: 'Rope sizes' })
  expect(paragraphs(document)).toEqual([
    'Rope sizes',
    'From: Jörg <joerg@quay.example>',
    'To: Anna <anna@quay.example>',
    'Date: 2024-05-03 09:30 UTC',
    'The rope is 12 m.',
    '> How long?',
    'Attached: plan.pdf',
  ])
  expect(notesOf(document)).toEqual(['1 attached: An attached file was not read: plan.pdf.'])
})

it('reads a mail that is a web page, and fetches nothing', async () => {
  const document = await mail(
    `${HEAD}Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Caf=E9 <img src=3D"https://quay.example/beacon.gif"></p><p style=3D"display:none">Secret</p>`,
  )
  expect(paragraphs(document).at(-1)).toBe('Café')
  expect(notesOf(document).map((note) => note.split(':')[0])).toEqual(['1 hidden', '1 unread'])
})

const flowed = (text: string, more = '') =>
  mail(`${HEAD}Content-Type: text/plain; charset=utf-8;\r\n format=flowed${more}\r\n\r\n${text}`)

it('joins lines that flow, but none that are quoted deeper or less', async () => {
  const answered = await flowed('> The rent \r\n> is due. Is it paid? \r\nNo, it is \r\nnot.\r\n>> Oh. \r\n> Ah.\r\n')
  expect(paragraphs(answered).slice(-4)).toEqual([
    '> The rent is due. Is it paid?',
    'No, it is not.',
    '>> Oh.',
    '> Ah.',
  ])
  const stuffed = await flowed(' From here \r\non.\r\n-- \r\nAnna\r\n')
  expect(stuffed.text).toContain('From here on.')
  expect(stuffed.text).not.toMatch(/-- ?Anna/)
  expect((await flowed('Lieferver \r\ntrag\r\n', '; delsp=yes')).text).toContain('Liefervertrag')
})

it('joins lines of a flowed mail inside of another', async () => {
  const flows =
    'From: Bo <bo@quay.example>\r\nSubject: Tar\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; format=flowed\r\n\r\nThe tar \r\nis black.\r\n'
  const document = await mail(
    `${HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${flows}\r\n--b--\r\n`,
  )
  expect(document.text).toContain('The tar is black.')
})

it('is no mail without a head, nor a text that only begins like one', () => {
  expect(isMail('Dear Anna,\n\nthe rope is here.', 'a.eml')).toBe(false)
  expect(isMail('From: a\nSubject: b\n\nText', 'a.txt')).toBe(false)
})

it('refuses parts inside each other without end', async () => {
  const part = (i: number) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`
  const bomb = `${HEAD}${Array.from({ length: 200 }, (_, i) => part(i)).join('')}`
  expect((await failure(readMail(Buffer.from(bomb), new Guard('a.eml')))).code).toBe('damaged')
})

const plain = (text: string) => `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`
const inner = `Content-Type: message/rfc822\r\n%\r\nFrom: Bo <bo@quay.example>\r\nSubject: Tar\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nThe tar is black.\r\n`

it.each(['', 'Content-Disposition: attachment; filename="Tar.eml"\r\n'])(
  'reads a mail inside of a mail: %s',
  async (how) => {
    const document = await mail(
      `${HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n${plain('See below.')}--b\r\n${inner.replace('%', how)}--b--\r\n`,
    )
    expect(paragraphs(document).slice(4)).toEqual([
      'See below.',
      'A mail inside of this one:',
      'Tar',
      'From: Bo <bo@quay.example>',
      'The tar is black.',
    ])
    expect(document.notes).toEqual([])
  },
)

it('reads one of two forms, tells of pictures in it, and of what only Outlook can unpack', async () => {
  const document = await mail(
    `${HEAD}Content-Type: multipart/mixed; boundary="m"\r\n\r\n--m\r\nContent-Type: multipart/related; boundary="r"\r\n\r\n--r\r\nContent-Type: multipart/alternative; boundary="a"\r\n\r\n--a\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe price is 80=80 for =\r\neach.\r\n--a\r\nContent-Type: text/html\r\n\r\n<p>The price is 80 euros for each.</p>\r\n--a--\r\n--r\r\nContent-Type: image/png\r\nContent-ID: <p1>\r\nContent-Disposition: inline; filename="logo.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n--r--\r\n--m\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Disposition: attachment; filename="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+\r\n--m--\r\n`,
  )
  expect(paragraphs(document).slice(4)).toEqual(['The price is 80€ for each.', 'Attached: winmail.dat'])
  expect(notesOf(document)).toEqual([
    '1 attached: An attached file was not read: winmail.dat.',
    '1 attached: What winmail.dat holds, maybe its text and its files, only Outlook can unpack: ask for the mail as plain text or HTML.',
    '1 unread: One picture was not read.',
  ])
})
