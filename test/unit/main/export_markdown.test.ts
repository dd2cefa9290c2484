import { expect, it } from 'vitest'
import type { AnswerEntry } from '../../../electron/ipc/answer_data'
import type { DocumentEntry } from '../../../electron/ipc/document_data'
import { answerMarkdown, markdownName } from '../../../electron/main/export_markdown'
import { resultOf } from './fake_engine'

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
  const text = answerMarkdown({ ...answer, result }, document, '1.2.3', new Date(Date.UTC(2026, 1, 3)))
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
- Read: 100% of its tokens
- Model: Fake, sha256 abc123
- The built-in model is small and gets facts wrong: check them on the pages named above.
- Asked on 2026-01-02, exported on 2026-02-03 by SparseLens 1.2.3
`)
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
  const text = answerMarkdown(stopped, { ...document, title: undefined }, '1.2.3')
  expect(text).toContain('# Summary of lease\\_2024.pdf\n\nFocus: only dates\n\nRen\n\n*Gone.*\n\n---')
})

it('names files', () => {
  expect(markdownName(answer, document)).toBe('lease_2024 - What is # due b.md')
  const question = 'Why '.repeat(100)
  expect(markdownName({ ...answer, request: { kind: 'question', question } }, document).length).toBeLessThan(90)
})
