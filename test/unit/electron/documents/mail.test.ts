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

it('is no mail without a head, nor a text that only begins like one', () => {
  expect(isMail('Dear Anna,\n\nthe rope is here.', 'a.eml')).toBe(false)
  expect(isMail('From: a\nSubject: b\n\nText', 'a.txt')).toBe(false)
})

it('refuses parts inside each other without end', async () => {
  const part = (i: number) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`
  const bomb = `${HEAD}${Array.from({ length: 200 }, (_, i) => part(i)).join('')}`
  expect((await failure(readMail(Buffer.from(bomb), new Guard('a.eml')))).code).toBe('damaged')
})
