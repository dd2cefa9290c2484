import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { ask } from './page'

/** What the app refuses, whoever asks: the list that ARCHITECTURE.md gives. */

let running: Running
beforeAll(async () => {
  running = await launch()
})
afterAll(() => running?.close())

test('requests to other machines, and to files', async () => {
  const reach = (url: string) =>
    running.window.evaluate(
      (url) =>
        fetch(url).then(
          () => 'reached',
          () => 'refused',
        ),
      url,
    )
  for (const url of ['https://example.com', 'http://127.0.0.1:1', 'file:///etc/passwd', 'sparselens://app/../etc/x']) {
    expect([url, await reach(url)]).toEqual([url, url.startsWith('sparselens') ? 'reached' : 'refused'])
  }
  const escaped = await running.window.evaluate(() =>
    fetch('sparselens://app/..%2f..%2fpackage.json').then((r) => r.status),
  )
  expect(escaped).toBe(404)
  // also where no policy of the page stands in the way
  const main = await running.app.evaluate(({ session }) =>
    session.defaultSession.fetch('http://127.0.0.1:1').catch((error: Error) => error.message),
  )
  expect(main).toContain('ERR_BLOCKED_BY_CLIENT')
})

test.runIf(process.platform === 'linux')('peer connections, for which Chromium joins mDNS', async () => {
  const { window: page } = running
  expect(await page.evaluate(() => 'RTCPeerConnection' in window || 'webkitRTCPeerConnection' in window)).toBe(false)
  await page.evaluate(async () => {
    // an empty frame's window still has it
    const frame = document.body.appendChild(document.createElement('iframe'))
    const { RTCPeerConnection } = frame.contentWindow as unknown as typeof globalThis
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:192.0.2.1:3478' }] })
    const gathered = new Promise<void>((resolve) => {
      peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve()
    })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
    await gathered
  })
  const { processes } = await ask(page, 'app.sockets')
  const sockets = processes!.flatMap(({ name, network }) => network.map(({ local }) => `${name}: ${local}`))
  // this test speaks to Electron over two ports of this computer
  expect(sockets.filter((socket) => !socket.includes(': 127.0.0.1:'))).toEqual([])
})

test('files that the page names by itself', async () => {
  for (const name of ['library.add', 'library.addLanguages', 'models.add'] as const) {
    await expect(ask(running.window, name, { paths: ['/etc/hostname'] })).rejects.toThrow('Drop or pick the file')
  }
})

test('leaving the page, frames and new windows', async () => {
  const { window: page, app } = running
  const before = page.url()
  const opened = await page.evaluate(() => window.open('https://example.com') === null)
  expect(opened).toBe(true)
  await page.evaluate(() => {
    location.href = 'https://example.com'
  })
  await page.evaluate(() => {
    location.href = 'sparselens://documents/00000000-0000-4000-8000-000000000000'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('code that is not the app’s own', async () => {
  const { window: page } = running
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.head.append(script)
    return (window as { ran?: boolean }).ran === true
  })
  expect(ran).toBe(false)
})

test('permissions', async () => {
  const answers = await running.window.evaluate(async () => {
    const refused = (work: Promise<unknown>) =>
      work.then(
        () => 'granted',
        () => 'refused',
      )
    return [
      await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
      await Notification.requestPermission(),
      await refused(navigator.clipboard.readText()),
      (await navigator.permissions.query({ name: 'geolocation' })).state,
    ]
  })
  expect(answers).toEqual(['refused', 'denied', 'refused', 'denied'])
})

test('calls that are wrong', async () => {
  const { window: page } = running
  const call = (name: string, input?: unknown) =>
    page.evaluate(([name, input]) => window.sparselens.call(name as string, input), [name, input])
  expect(await call('library.remove', { document: '../..' })).toMatchObject({
    ok: false,
    failure: { code: 'bad-argument' },
  })
  expect(await call('__proto__')).toMatchObject({ ok: false, failure: { code: 'bad-argument' } })
})
