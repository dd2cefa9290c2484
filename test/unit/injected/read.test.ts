import dns from 'node:dns'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { readDocument } from '../../../electron/documents/read'
import { injectedDocuments } from './documents'

/** Documents that give orders are read as documents: all that can be seen is text, what can't be is told of, nothing is fetched. */

const documents = await injectedDocuments()
const folder = mkdtempSync(join(tmpdir(), 'injected-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ways = [vi.spyOn(globalThis, 'fetch'), vi.spyOn(net.Socket.prototype, 'connect'), vi.spyOn(dns, 'lookup')]
beforeEach(() => ways.forEach((way) => void way.mockClear()))

it('there are at least twenty', () => expect(documents.length).toBeGreaterThanOrEqual(20))

it.each(documents.map((one) => [one.what, one] as const))('%s', async (_what, { file, content, read, told }) => {
  const path = join(folder, file)
  writeFileSync(path, content)
  const { text, notes } = await readDocument(path)
  const words = text.replace(/\s+/g, ' ')
  if (read) expect(words).toContain(read)
  else expect(words).not.toMatch(/Ignore all|rent is 9\./)
  if (told) expect(notes.map((note) => note.text)).toContainEqual(expect.stringMatching(told))
  expect(text).not.toMatch(/[\u200b\u2060\u{e0000}-\u{e01ef}]/u)
  for (const way of ways) expect(way).not.toHaveBeenCalled()
})
