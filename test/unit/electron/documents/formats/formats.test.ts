import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readDocument } from '../../../../../electron/documents/read'
import { checkDocument } from '../help'
import { LOOKED } from './look_cases'
import { OFFICE } from './office_cases'
import { SIGNS } from './sign_cases'
import { TEXTS } from './text_cases'
import { WORD } from './word_cases'

/** Files of all formats, as they lie in a folder. */

const folder = mkdtempSync(join(tmpdir(), 'formats-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([...WORD, ...OFFICE, ...LOOKED, ...SIGNS, ...TEXTS])('%s', async (file, content, read, notRead) => {
  const path = join(folder, file)
  writeFileSync(path, await content)
  const document = await readDocument(path)
  checkDocument(document)
  const lines = document.text.split('\n\n')
  for (const words of read) expect(lines.some((line) => line.includes(words))).toBe(true)
  for (const words of notRead) expect(document.text).not.toContain(words)
  const isSecret = notRead.some((words) => /^(?:Secret|Draft)$/.test(words))
  // what is left out because it doesn't show is told; code and what stands beside the book are no text of it
  if (isSecret && /hidden|display|visibility|white|tiny|size|sheet|far|attribute/.test(file)) {
    expect(document.notes.map(({ kind }) => kind)).toContain('hidden')
  }
})
