import ts from 'typescript'
import { expect, it } from 'vitest'
import { filesBelow, textOf } from './sources'

/** Nothing but electron/network connects to another machine: whoever wants to know what leaves this one reads that folder. */

const CONNECTING = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises|undici|inspector)$/
const GLOBALS = /\b(?:fetch|WebSocket|EventSource|XMLHttpRequest|WebTransport|RTCPeerConnection|sendBeacon)\(/

const product = ['electron', 'renderer']
  .flatMap((folder) => filesBelow(folder, '.ts', '.tsx', '.mjs', '.js'))
  .filter((file) => !file.startsWith('electron/network/'))
  // these build, and look whether Electron can be had
  .filter((file) => !file.startsWith('electron/scripts/'))

it('imports nothing that connects, but in electron/network', () => {
  const found = product.flatMap((file) =>
    ts
      .preProcessFile(textOf(file), true, true)
      .importedFiles.filter(({ fileName }) => CONNECTING.test(fileName))
      .map(({ fileName }) => `${file}: ${fileName}`),
  )
  expect(found).toEqual([])
})

it('calls no global that connects, but for the documents that main serves to the page', () => {
  const found = product.filter((file) => GLOBALS.test(textOf(file)))
  expect(found).toEqual(['renderer/reader/pdf/file_ranges.ts'])
})

it('looks at what connects', () => {
  expect(filesBelow('electron/network', '.ts').some((file) => textOf(file).includes("from 'undici'"))).toBe(true)
})

it("uses none of Electron's ways out", () => {
  const out = /\b(?:shell\.openExternal|autoUpdater|crashReporter|net\.(?:request|fetch)\()/
  expect(product.filter((file) => out.test(textOf(file)))).toEqual([])
})

it('asks main for documents by the own scheme only', () => {
  expect(textOf('renderer/reader/pdf/file_ranges.ts')).toContain('sparselens://documents/')
})
