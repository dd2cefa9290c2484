import { expect, it } from 'vitest'
import { filesBelow, textOf } from './sources'

/** The product has no way to a network in its own code. A failure names the line. */

const product = [...filesBelow('electron', '.ts'), ...filesBelow('renderer', '.ts', '.tsx')].filter(
  (file) => !file.startsWith('electron/scripts/'),
)

/** Asks main for a document's bytes, by the app's own scheme. */
const OWN = 'renderer/reader/pdf/file_ranges.ts'

const WAYS: [what: string, pattern: RegExp, but?: string][] = [
  ['modules of Node’s that reach a network', /from '(?:node:)?(?:http|https|http2|net|tls|dgram|dns)(?:\/promises)?'/],
  [
    'requests',
    /(?<![.\w])(?:fetch\(|new (?:WebSocket|XMLHttpRequest|EventSource|RTCPeerConnection)\b)|sendBeacon/,
    OWN,
  ],
  ['Electron’s ways out', /\b(?:shell\.openExternal|autoUpdater|crashReporter|net\.(?:request|fetch)\()/],
]

it.each(WAYS)('no file of the product uses %s', (_what, pattern, but) => {
  const found = product
    .filter((file) => file !== but)
    .flatMap((file) => {
      const lines = textOf(file).split('\n')
      return lines.flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : []))
    })
  expect(found).toEqual([])
})

it('the one request that there is names the own scheme', () => {
  expect(textOf('renderer/reader/pdf/file_ranges.ts')).toContain('sparselens://documents/')
})
