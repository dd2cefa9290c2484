import { expect, it } from 'vitest'
import { answerMarkdown } from '../../../../electron/export/markdown'
import { exportName } from '../../../../electron/export/names'
import { provenanceOf } from '../../../../electron/export/provenance'
import type { AnswerEntry, FilesHash } from '../../../../electron/shared/ipc/answer_data'
import type { DocumentEntry } from '../../../../electron/shared/ipc/document_data'
import type { ExportSubject } from '../../../../electron/shared/ipc/export_data'
import { resultOf } from '../main/fake_engine'

const document: DocumentEntry = {
  id: '3d07bd0a-cde8-40bf-ad06-5ba742daa5c0',
  file: 'lease_2024.pdf',
  title: 'The lease',
  kind: 'pdf',
  pages: 12,
  imagePages: [],
  bytes: 1,
  addedAt: 0,
  openedAt: 0,
  answers: 1,
}

const subject: ExportSubject = {
  document,
  sha256: 'ef'.repeat(32),
  version: '1.2.3',
  date: Date.UTC(2026, 1, 3),
}

const answer: AnswerEntry = {
  id: '75e48125-dc63-428a-bc3e-625ce99ab26d',
  document: document.id,
  request: { kind: 'question', question: 'What is\n# due? <b>' },
  state: 'done',
  createdAt: Date.UTC(2026, 0, 2),
  text: 'Rent is due. It rains.',
  sentences: [
    {
      text: 'Rent is *due*.',
      from: 0,
      to: 4,
      support: 'supported',
      evidence: [
        { sentence: 3, page: 4, text: 'The rent is due on the first.', score: 9, count: 3 },
        { sentence: 1, page: 2, text: 'Rent.', score: 5, count: 1, steps: 2 },
      ],
    },
    { text: 'It rains.', from: 4, to: 7, support: 'none', evidence: [] },
  ],
}

it('writes an answer with pages, support, evidence, and who wrote it', async () => {
  const result = await resultOf({ answerFolder: '/tmp/sparselens-markdown-test' } as never, '')
  result.model.quantization = 'Q4_1 82%, F32 18%'
  result.version = '1.2.2'
  const text = answerMarkdown({ ...answer, result, seed: 7 }, subject)
  expect(text).toBe(`# A question about The lease

> What is \\# due? &lt;b&gt;

Rent is \\*due\\*. (p. 2, 4; supported)

It rains. (no source found)

## Evidence

Where each sentence most likely came from: an estimate from what the lightning indexer scored up, best first.

1. Rent is \\*due\\*.
   - p. 4: "The rent is due on the first."
   - p. 2: "Rent." (two-step: through the summary of a part)

---

- Document: lease\\_2024.pdf, 12 pages, 4 tokens
- Document sha256: ${'ef'.repeat(32)}
- Read: 100% of its tokens
- Model: Fake (deepseek32, 2 layers)
- Model sha256: abc123
- Quantization: Q4\\_1 82%, F32 18%
- Top-k: at most 4 tokens enter attention per token and layer
- Backend: CPU
- Sampling: the likeliest token each time; seed 7, which changes nothing then
- Asked: on 2026-01-02, SparseLens 1.2.2
- Exported: on 2026-02-03, SparseLens 1.2.3
- The built-in model is small and gets facts wrong: check them on the pages named above.
`)
})

it('names samples of a large model by their name, beside all bytes once somebody read them', async () => {
  const result = await resultOf({ answerFolder: '/tmp/sparselens-markdown-test' } as never, '')
  const facts = (hash: Partial<FilesHash>) =>
    answerMarkdown({ ...answer, result: { ...result, model: { ...result.model, ...hash } } }, subject)
      .split('\n')
      .filter((line) => line.startsWith('- Model '))
  const sampled = `- Model sampled-sha256: ${'12'.repeat(32)} (header, sizes and sampled blocks)`
  expect(facts({ sha256: '', sampledSha256: '12'.repeat(32) })).toEqual([sampled])
  expect(facts({ sampledSha256: '12'.repeat(32) })).toEqual(['- Model sha256: abc123', sampled])
  expect(facts({ sha256: '' })).toEqual(['- Model sha256: not known yet'])
})

it('strikes out what the document has struck out, and tells how it was read', async () => {
  const result = await resultOf({ answerFolder: '/tmp/sparselens-markdown-test' } as never, '')
  result.document.pages = 12
  result.document.notes = [
    { page: 4, kind: 'struck', text: 'x' },
    { page: 7, kind: 'hidden', text: 'x' },
  ]
  const evidence = [{ ...answer.sentences[0]!.evidence[0]!, text: 'The rent ~~of 900*~~ is 950, paid ~~late' }]
  const sentences = [{ ...answer.sentences[0]!, evidence }]
  const text = answerMarkdown({ ...answer, sentences, result }, subject)
  expect(text).toContain('p. 4: "The rent ~~of 900\\*~~ is 950, paid ~~late~~"')
  expect(text).toContain(
    "- Words that are struck out on page 4 were read as such.\n- Text that can't be seen on page 7",
  )
  const plain = answerMarkdown(
    { ...answer, sentences, result: { ...result, document: { ...result.document, notes: [] } } },
    subject,
  )
  expect(plain).toContain('\\~\\~of 900')
})

it('says of a document how it was read otherwise', async () => {
  const other = { ...document, readAs: { hidden: true } }
  expect(answerMarkdown(answer, { ...subject, document: other })).toContain(
    'lease\\_2024.pdf, 12 pages, read with hidden text\n',
  )
})

it('says how an answer ended that has no sentences', () => {
  const request = { kind: 'summary', focus: 'only dates' } as const
  const stopped: AnswerEntry = {
    ...answer,
    request,
    state: 'interrupted',
    sentences: [],
    text: 'Ren',
    problem: 'Gone.',
  }
  const text = answerMarkdown(stopped, { ...subject, document: { ...document, title: undefined } })
  expect(text).toContain('# Summary of lease\\_2024.pdf\n\nFocus: only dates\n\nRen\n\n*Gone.*\n\n---')
})

it('says what a reader ticked and noted, under each sentence and in sum', () => {
  const at = Date.UTC(2026, 0, 4)
  const reviews = [
    { sentence: 0, verified: true, note: 'Clause *4*.', at },
    { sentence: 1, verified: false, note: 'It does not.', at },
  ]
  const text = answerMarkdown({ ...answer, reviews }, subject)
  expect(text).toContain('supported)\n\n> **Verified** by a reader on 2026-01-04: Clause \\*4\\*.\n\nIt rains.')
  expect(text).toContain('(no source found)\n\n> A reader’s note: It does not.')
  expect(text).toContain('- Checked: 1 of 2 sentences verified by a reader\n')
  expect(answerMarkdown(answer, subject)).not.toContain('Checked')
  expect(provenanceOf(subject, { ...answer, reviews }).reviews).toEqual([
    { sentence: 'Rent is *due*.', verified: true, note: 'Clause *4*.', at: '2026-01-04T00:00:00.000Z' },
    { sentence: 'It rains.', verified: false, note: 'It does not.', at: '2026-01-04T00:00:00.000Z' },
  ])
})

it('cites the files of a collection', async () => {
  const result = await resultOf({ answerFolder: '/tmp/sparselens-markdown-test' } as never, '')
  const member = { kind: 'pdf' as const, start: 0, end: 9, pages: 3 }
  result.document.members = [
    { ...member, file: 'a.pdf', firstPage: 1 },
    { ...member, file: 'b_2.pdf', firstPage: 4 },
  ]
  const text = answerMarkdown({ ...answer, result }, subject)
  expect(text).toContain('(b\\_2.pdf p. 1; a.pdf p. 2; supported)')
  expect(text).toContain('   - b\\_2.pdf p. 1: "The rent is due on the first."')
})

it('names files', () => {
  expect(exportName('markdown', answer, document)).toBe('lease_2024 - What is # due b.md')
  const question = 'Why '.repeat(100)
  const long = exportName('report', { ...answer, request: { kind: 'question', question } }, document)
  expect(long.length).toBeLessThan(90)
  expect(long).toMatch(/\.html$/)
  expect(exportName('analysis', answer, { ...document, file: '../..\u202e.pdf' })).toBe('answer.sparselens')
  expect(exportName('trace', answer, document)).toMatch(/, trace\.trace$/)
})

it('marks words of which text recognition is not sure', () => {
  const [first, second] = answer.sentences
  const item = { ...first!.evidence[0]!, uncertain: [{ start: 4, end: 8 }] }
  const markdown = answerMarkdown({ ...answer, sentences: [{ ...first!, evidence: [item] }, second!] }, subject)
  expect(markdown).toContain('- p. 4: "The rent\\[?\\] is due on the first."')
})
