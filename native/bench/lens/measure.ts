import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { giveAll, makeHome } from '../../../electron/scripts/stage/home'
import { launch, type Running } from '../../../electron/scripts/stage/launch'
import { openTrace } from '../../../electron/trace/open'
import { type Act, scrollFrames, untilPainted } from './in_page'
import { type MadeLibrary, madeLibrary, SIZE } from './made_library'

/** The lens on a long document, in a real Electron: how long one waits, how smooth it scrolls, what it takes. */

export interface Spread {
  times: number
  median: number
  p95: number
  worst: number
}

export interface LensFigures {
  trace: { megabytes: number; tokens: number } & typeof SIZE
  /** Milliseconds to open the trace's file, header and index read. */
  open: Spread
  /** Milliseconds from the act to the painted picture. */
  painted: Record<string, Spread>
  /** Milliseconds between frames while scrolling. */
  scroll: Record<string, Spread>
  /** Of the page's process. */
  rendererMegabytes: number
}

export function spreadOf(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? 0) * 10) / 10
  return { times: sorted.length, median: at(0.5), p95: at(0.95), worst: at(1) }
}

export async function measureLens(): Promise<LensFigures> {
  const made = await madeLibrary()
  const running = await start(made)
  try {
    const { window } = running
    // tsx names functions with a helper that the page doesn't have
    await window.evaluate('globalThis.__name = (value) => value')
    await openDocument(window)
    const painted = await paintedTimes(window)
    const scroll = await scrollTimes(window)
    return {
      trace: { megabytes: Math.round(made.traceBytes / 1e6), ...SIZE, tokens: made.tokens },
      open: await openTimes(made),
      painted,
      scroll,
      rendererMegabytes: await rendererMegabytes(running),
    }
  } finally {
    await running.close()
  }
}

async function start({ folder }: MadeLibrary): Promise<Running> {
  const home = makeHome()
  const data = join(home, 'data')
  execFileSync('cp', ['-a', folder, data])
  giveAll(data)
  return launch({ home, args: [`--user-data-dir=${data}`] })
}

async function openDocument(window: Page): Promise<void> {
  await window
    .getByRole('button', { name: /A long document/ })
    .first()
    .click({ timeout: 60_000 })
  await window.locator('.answer-words').nth(1).waitFor({ timeout: 60_000 })
  await window.locator('.answer-words').first().click()
  // tokens are aligned in idle time, once
  await window.locator('.lens-list .lens-item').first().waitFor({ timeout: 60_000 })
  await window.waitForTimeout(3000)
}

const clickSentence = (nth: number): Act => ({ selector: '.answer-words', nth })

async function paintedTimes(window: Page): Promise<Record<string, Spread>> {
  const painted: Record<string, Spread> = {}
  const measure = async (name: string, acts: Act[]) => {
    const times: number[] = []
    for (const act of acts) {
      times.push(await window.evaluate(untilPainted, act))
      await window.waitForTimeout(60)
    }
    painted[name] = spreadOf(times)
  }
  const sentences = Array.from({ length: SIZE.answerTokens / 25 }, (_, i) => clickSentence((i * 7 + 3) % 20))
  const show = (name: string) => window.getByRole('tab', { name, exact: true }).click()
  const choose = (name: RegExp) => window.getByRole('radio', { name }).click()
  const steps = (name: string, keys: string[]) =>
    keys.map((key): Act => ({ selector: `[role=slider][aria-label="${name}"]`, key }))
  const down = Array.from({ length: 20 }, () => 'ArrowLeft')

  await measure('evidence, another span, retrieval layers', sentences)
  await choose(/^All/)
  await measure('evidence, another span, all layers', sentences)
  await choose(/^Range/)
  await measure('evidence, another range of layers', steps('Last layer', down))
  await show('Map')
  await choose(/^All/)
  await window.waitForTimeout(1000)
  await measure('map, another span, all layers', sentences)
  await choose(/^Range/)
  await measure('map, another range of layers', steps('Last layer', down))
  await show('Entered attention')
  await window.waitForTimeout(1000)
  await measure(
    'entered attention, another token',
    Array.from({ length: 20 }, (): Act => ({ selector: 'body', key: 'ArrowRight' })),
  )
  await measure('entered attention, another layer', steps('Layer', down))
  await show('Indexer score')
  await window.waitForTimeout(1000)
  await measure(
    'indexer score, another layer',
    steps(
      'Layer',
      Array.from({ length: 20 }, () => 'ArrowRight'),
    ),
  )
  return painted
}

async function scrollTimes(window: Page): Promise<Record<string, Spread>> {
  const scroll: Record<string, Spread> = {}
  for (const [name, view] of Object.entries({
    'over entered tokens': 'Entered attention',
    'over scores': 'Indexer score',
  })) {
    await window.getByRole('tab', { name: view, exact: true }).click()
    await window.waitForTimeout(1500)
    // a brisk turn of the wheel: about 3,600 pixels a second
    scroll[name] = spreadOf(await window.evaluate(scrollFrames, { selector: '.reader-scroll', seconds: 6, pixels: 60 }))
  }
  return scroll
}

async function openTimes({ trace }: MadeLibrary): Promise<Spread> {
  const times: number[] = []
  for (let i = 0; i < 9; i++) {
    const begun = performance.now()
    const opened = await openTrace(trace)
    times.push(performance.now() - begun)
    opened.close()
  }
  return spreadOf(times)
}

async function rendererMegabytes({ app }: Running): Promise<number> {
  const kilobytes = await app.evaluate(({ app: electron, webContents }) => {
    const page = webContents.getAllWebContents()[0]!.getOSProcessId()
    return electron.getAppMetrics().find(({ pid }) => pid === page)!.memory.workingSetSize
  })
  return Math.round(kilobytes / 1024)
}
