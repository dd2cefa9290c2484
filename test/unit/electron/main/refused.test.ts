import { describe, expect, it } from 'vitest'
import { isTrusted } from '../../../../electron/main/ipc'
import { CONTENT_SECURITY_POLICY, isAppPage, isLocal } from '../../../../electron/main/scheme'

/** What the app refuses; what only a real Electron can show (navigation, windows, permissions) is in test/e2e. */

describe('requests', () => {
  it.each([
    'sparselens://app/index.html',
    'sparselens://documents/x',
    'blob:sparselens://app/1',
    'data:,x',
    'devtools://d/x',
  ])('to %s are local', (url) => expect(isLocal(url)).toBe(true))
  it.each([
    'https://example.org',
    'http://127.0.0.1:80',
    'ws://x',
    'file:///etc/passwd',
    'ftp://x',
    'chrome://gpu',
    'x',
  ])('to %s are refused', (url) => expect(isLocal(url)).toBe(false))
})

describe('calls', () => {
  const frame = (url: string, parent: unknown = null) => ({ senderFrame: { url, parent } })

  it("come from the app's own page in its top frame", () => {
    expect(isTrusted(frame('sparselens://app/index.html'))).toBe(true)
    expect(isTrusted(frame('sparselens://app/index.html', {}))).toBe(false)
    expect(isTrusted(frame('sparselens://documents/x'))).toBe(false)
    expect(isTrusted(frame('https://app/index.html'))).toBe(false)
    expect(isTrusted(frame('sparselens://app.evil/index.html'))).toBe(false)
    expect(isTrusted({ senderFrame: null })).toBe(false)
  })
})

it('only the page itself may be navigated to', () => {
  expect(isAppPage('sparselens://app/index.html#x')).toBe(true)
  for (const url of ['sparselens://documents/x', 'file:///x', 'about:blank', 'not a url'])
    expect(isAppPage(url)).toBe(false)
})

it('the page runs no code but its own', () => {
  const policy = new Map(CONTENT_SECURITY_POLICY.split('; ').map((rule) => [rule.split(' ')[0]!, rule]))
  expect(policy.get('default-src')).toBe("default-src 'none'")
  expect(policy.get('script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'")
  expect(policy.get('object-src')).toBe("object-src 'none'")
  expect(policy.get('frame-src')).toBe("frame-src 'none'")
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/https?:|'unsafe-eval'|script-src[^;]*'unsafe-inline'/)
})
