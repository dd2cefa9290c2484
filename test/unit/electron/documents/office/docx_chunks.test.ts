import { describe, expect, it } from 'vitest'
import { paragraphs } from '../help'
import { docx, p, run, tc, tr, W } from './word_files'
import { notesOf, officeFiles, readZip, relations, zipOf } from './zipped'

describe('documents that a Word file holds whole', () => {
  it('has the text of web pages, mails, Rich Text and other files put into it, where they stand', async () => {
    const chunk = (id: string) => `<w:altChunk r:id="${id}"/>`
    const mail =
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\n' +
      'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: file:///page.html\r\n\r\n' +
      '<!DOCTYPE html><html><body><h1>Fees</h1><p>A boat pays =E2=82=AC 40.</p></body></html>\r\n--b--\r\n'
    const document = await docx(
      p(run('Before.')) +
        ['a', 'b', 'c', 'd', 'e', 'f'].map(chunk).join('') +
        `<w:tbl>${tr(`${tc('Boats')}<w:tc>${chunk('a')}${p('')}</w:tc>`)}</w:tbl>` +
        p(run('After.')),
      {
        'word/page.html': '<html><body><p>Open at <b>nine</b>.</p><p style="display: none">Never.</p></body></html>',
        'word/afchunk.mht': mail,
        'word/old.rtf': '{\\rtf1\\ansi Ducks pay nothing.\\par}',
        'word/plain.txt': 'Swans do.',
        'word/cut.docx': 'PK\u0003\u0004 and no more',
      },
      [
        ['a', 'aFChunk', 'page.html'],
        ['b', 'aFChunk', '/word/afchunk.mht'],
        ['c', 'aFChunk', 'old.rtf'],
        ['d', 'aFChunk', 'plain.txt'],
        ['e', 'aFChunk', 'missing.html'],
        ['f', 'aFChunk', 'cut.docx'],
      ],
    )
    expect(paragraphs(document)).toEqual([
      'Before.',
      'Open at nine.',
      'Fees',
      'A boat pays € 40.',
      'Ducks pay nothing.',
      'Swans do.',
      'Boats | Open at nine.',
      'After.',
    ])
    expect(notesOf(document)).toEqual([
      '1 hidden: One part of the page is hidden and was not read.',
      '1 unread: 2 documents of other kinds were put into it and not read: save it anew in Word to have all of it read.',
    ])
  })

  it('has the text of Word files inside each other, but not however deep', async () => {
    const fileOf = (text: string, inner?: Buffer) => ({
      ...officeFiles('word/document.xml', 'vnd.openxmlformats-officedocument.wordprocessingml.document'),
      'word/document.xml': `<w:document ${W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${p(run(text))}${inner ? '<w:altChunk r:id="i"/>' : ''}</w:body></w:document>`,
      ...(inner && {
        'word/inner.docx': inner,
        'word/_rels/document.xml.rels': relations([['i', 'aFChunk', 'inner.docx']]),
      }),
    })
    const texts = ['The fourth.', 'The third.', 'The second.']
    let inner: Buffer | undefined
    for (const text of texts) inner = await zipOf(fileOf(text, inner))
    const document = await readZip(fileOf('The first.', inner))
    expect(paragraphs(document)).toEqual(['The first.', 'The second.', 'The third.'])
    expect(notesOf(document)).toEqual([
      '1 unread: One document of another kind was put into it and not read: save it anew in Word to have all of it read.',
    ])
  })
})
