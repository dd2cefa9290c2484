import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rangeOf } from '../../../../electron/main/file_response'
import { inside, respond } from '../../../../electron/main/protocol'

const root = mkdtempSync(join(tmpdir(), 'protocol-'))
const page = join(root, 'renderer')
mkdirSync(join(page, 'assets'), { recursive: true })
writeFileSync(join(page, 'index.html'), '<!doctype html>')
writeFileSync(join(page, 'assets', 'a b.js'), 'go()')
writeFileSync(join(root, 'secret.txt'), 'secret')
writeFileSync(join(root, 'source.pdf'), '%PDF-1.7 and more')

const ID = '3d07bd0a-cde8-40bf-ad06-5ba742daa5c0'
const served = { page, document: (id: string) => (id === ID ? join(root, 'source.pdf') : undefined) }
const get = (url: string, init?: RequestInit) => respond(served, new Request(url, init))

describe('sparselens://app', () => {
  it('serves the page with its policy', async () => {
    for (const url of ['sparselens://app/', 'sparselens://app/index.html']) {
      const response = await get(url)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toContain('text/html')
      const policy = response.headers.get('content-security-policy')!
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe-eval ')
      expect(policy).not.toMatch(/https?:|\*/)
    }
    expect(await (await get('sparselens://app/assets/a%20b.js')).text()).toBe('go()')
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/index.html%00',
    '/%E0%A4%A',
    '/assets',
    '/nothing.js',
  ])('serves nothing for %s', async (path) => {
    expect((await get(`sparselens://app${path}`)).status).toBe(404)
  })

  it('is read only', async () => {
    expect((await get('sparselens://app/index.html', { method: 'POST' })).status).toBe(405)
    expect((await get('sparselens://other/index.html')).status).toBe(404)
  })
})

it('keeps names inside a folder', () => {
  expect(inside('/a/b', '/c/../d')).toBe('/a/b/d')
  for (const name of ['/../b2/x', '/..', '/', '/.', '//../../etc/passwd']) expect(inside('/a/b', name)).toBeUndefined()
})

describe('sparselens://documents', () => {
  const url = `sparselens://documents/${ID}`

  it('serves a document whole and in ranges, to the page alone', async () => {
    const whole = await get(url)
    expect(whole.status).toBe(200)
    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    expect(whole.headers.get('content-length')).toBe('17')
    expect(whole.headers.get('access-control-allow-origin')).toBe('sparselens://app')
    expect(whole.headers.get('content-security-policy')).toContain('sandbox')
    expect(await whole.text()).toBe('%PDF-1.7 and more')

    const part = await get(url, { headers: { range: 'bytes=1-3' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe('bytes 1-3/17')
    expect(await part.text()).toBe('PDF')
    expect((await get(url, { headers: { range: 'bytes=17-' } })).status).toBe(416)
    expect((await get(url, { method: 'OPTIONS' })).status).toBe(204)
    expect((await get(url, { method: 'DELETE' })).status).toBe(405)
  })

  it('serves nothing else', async () => {
    for (const path of ['', '/', '/x', `/${ID}/document.json`, `/../${ID}`, `/${ID.replace('3', '4')}`]) {
      const { status } = await get(`sparselens://documents${path}`)
      expect(status, path).toBe(path === `/../${ID}` ? 200 : 404) // URLs resolve their dots themselves
    }
  })
})

it('reads ranges', () => {
  expect(rangeOf(null, 10)).toBeUndefined()
  expect(rangeOf('bytes=0-', 10)).toEqual({ start: 0, end: 10 })
  expect(rangeOf('bytes=2-99', 10)).toEqual({ start: 2, end: 10 })
  expect(rangeOf('bytes=-3', 10)).toEqual({ start: 7, end: 10 })
  expect(rangeOf('bytes=-30', 10)).toEqual({ start: 0, end: 10 })
  for (const bad of ['bytes=10-', 'bytes=5-4', 'bytes=-0']) expect(rangeOf(bad, 10)).toBe('unsatisfiable')
  for (const all of ['bytes=-', 'bytes=0-1,3-4', 'lines=1-2']) expect(rangeOf(all, 10)).toBeUndefined()
})
