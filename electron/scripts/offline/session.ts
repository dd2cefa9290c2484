import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { AnswerEntry } from '../../shared/ipc/answer_data'
import type { AppCalls, Input, Output } from '../../shared/ipc/calls'
import { environmentOf, makeHome, putDocument } from '../stage/home'
import { stage } from '../stage/stage'
import { writeWrapper } from '../stage/user'
import { PagePipe } from './pipe'
import { startTraced, type Traced } from './traced'

/** A whole session of the app, with every call of its processes that has to do with a network written down. */
export async function tracedSession(log: string, document: string): Promise<Awaited<Traced['ended']>> {
  const home = makeHome()
  const { electron, app } = await stage()
  const wrapper = join(home, 'start')
  writeWrapper(wrapper, electron.executable)
  const switches = ['--disable-gpu', '--remote-debugging-pipe']
  const { child, ended } = startTraced(log, [wrapper, ...switches, app, putDocument(home, document)], {
    cwd: home,
    env: await environmentOf(home),
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const [, , , input, output] = child.stdio
  try {
    await use(await new PagePipe(input as Writable, output as Readable).session())
  } catch (error) {
    // all of it: without strace its processes would go on
    process.kill(-child.pid!, 'SIGKILL')
    throw error
  }
  return ended
}

type Evaluate = (expression: string) => Promise<unknown>

/** What a user does, and what a page that went astray would try; ends by ending the app. */
async function use(evaluate: Evaluate): Promise<void> {
  const ask = asker(evaluate)
  await until(async () => (await evaluate('window.sparselens !== undefined')) === true)
  const document = await until(async () => (await ask('library.list'))[0]?.id)
  const summary = await done(ask, document)
  await ask('answers.ask', { document, request: { kind: 'question', question: 'Who signs the loan?' } })
  await done(ask, document, 1)
  await ask('answers.find', { job: crypto.randomUUID(), document, question: 'What does it cost?' })
  const trace = { answer: summary.id, generation: summary.result!.main }
  await ask('lens.row', { trace, token: 0, layer: 0 })
  await ask('answers.markdown', { answer: summary.id })
  await ask('app.change', { theme: 'dark', summarySentences: 2 })
  await clickThrough(evaluate)
  await evaluate(ASTRAY)
  const { processes } = await ask('app.sockets')
  const open = (processes ?? []).flatMap(({ name, network }) => network.map((socket) => ({ name, ...socket })))
  if (open.length > 0) throw new Error(`The app's own check sees ${JSON.stringify(open)}.`)
  // its own window.close() would take the page alone: this is a system's end of session, which closes the window
  process.kill(processes![0]!.pid, 'SIGTERM')
}

function asker(evaluate: Evaluate) {
  return async <N extends keyof AppCalls & string>(
    name: N,
    input?: Input<AppCalls, N>,
  ): Promise<Output<AppCalls, N>> => {
    const words = `${JSON.stringify(name)}, ${JSON.stringify(input)}`
    const reply = await evaluate(`window.sparselens.call(${words})`)
    const { ok, value, failure } = reply as { ok: boolean; value: unknown; failure?: { message: string } }
    if (!ok) throw new Error(`${name}: ${failure!.message}`)
    return value as Output<AppCalls, N>
  }
}

const done = (ask: ReturnType<typeof asker>, document: string, at = 0): Promise<AnswerEntry> =>
  until(async () => {
    const answer = (await ask('answers.list', { document }))[at]
    if (answer?.problem) throw new Error(answer.problem)
    return answer?.state === 'done' ? answer : undefined
  })

/** The lens with its views, the settings, and what the Help menu opens. */
async function clickThrough(evaluate: Evaluate): Promise<void> {
  await evaluate(`document.querySelector('.answer-words')?.click()`)
  await until(() => evaluate(`document.querySelectorAll('[role=tab]').length > 1 || undefined`))
  await evaluate(
    `for (const tab of document.querySelectorAll('[role=tab]')) tab.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }))`,
  )
  await evaluate(
    `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ',', ctrlKey: true, bubbles: true }))`,
  )
}

/** Every way out that a page has, tried at an address that leads nowhere (RFC 5737) and at a name. */
const ASTRAY = `(async () => {
  const far = ['http://192.0.2.1/', 'https://sparselens.example/']
  for (const url of far) {
    await fetch(url).catch(() => {})
    await new Promise((resolve) => { const image = new Image(); image.onload = image.onerror = resolve; image.src = url })
    try { new WebSocket(url.replace('http', 'ws')) } catch {}
    navigator.sendBeacon(url, 'x')
    for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'stylesheet']) {
      document.head.append(Object.assign(document.createElement('link'), { rel, href: url }))
    }
    window.open(url)
  }
  try {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:192.0.2.1:3478' }] })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
    await new Promise((resolve) => setTimeout(resolve, 2000))
    peer.close()
  } catch {}
})()`

/** Asks again and again until there is something; a limit ends what hangs. */
async function until<T>(find: () => Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + 3_600_000; Date.now() < end; ) {
    const found = await find()
    if (found !== undefined && found !== false) return found as T
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('The app did not get there within an hour.')
}
