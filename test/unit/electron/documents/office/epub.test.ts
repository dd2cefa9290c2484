import { expect, it } from 'vitest'
import { failure, paragraphs } from '../help'
import { notesOf, readZip } from './zipped'

const xhtml = (body: string) =>
  `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head><body>${body}</body></html>`

const book = (more: Record<string, string> = {}) =>
  readZip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'OPS/book.opf': `<package><metadata><dc:title>The quay</dc:title></metadata><manifest>
      <item id="b" href="two%20b.xhtml" media-type="application/xhtml+xml"/><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="p" href="p.png" media-type="image/png"/></manifest>
      <spine><itemref idref="a"/><itemref idref="p"/><itemref idref="b"/></spine></package>`,
    'OPS/one.xhtml': xhtml(
      '<h1>Morning</h1><p>The a<a id="x"/>nchor &eacute;<img src="https://quay.example/a.png"/></p>',
    ),
    'OPS/two b.xhtml': xhtml('<h2>Evening</h2><p>Dark.</p><p hidden="">Never.</p>'),
    ...more,
  })

it('reads an e-book: its chapters are places to cite', async () => {
  const document = await book()
  expect(document).toMatchObject({ kind: 'epub', title: 'The quay' })
  expect(paragraphs(document)).toEqual(['Morning', 'The anchor é', 'Evening', 'Dark.'])
  expect(document.pages.map(({ part, label }) => [part, label])).toEqual([
    ['chapter', 'Morning'],
    ['chapter', 'Evening'],
  ])
  expect(notesOf(document)).toEqual([
    '1 unread: One picture was not read.',
    '2 hidden: One part of the page is hidden and was not read.',
  ])
})

it('refuses an e-book with copy protection, not one of which only fonts are encrypted', async () => {
  const locked = (name: string) => ({ 'META-INF/encryption.xml': `<e><CipherReference URI="${name}"/></e>` })
  expect((await failure(book(locked('OPS/one.xhtml')))).message).toContain('copy protection')
  expect((await book(locked('OPS/f.otf'))).title).toBe('The quay')
})
