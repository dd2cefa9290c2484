import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { type Browser, chromium, type Page } from 'playwright'
import { build } from 'vite'
import { CONTENT_SECURITY_POLICY } from '../../../../electron/main/scheme'
import { answerLens, fileBeside, HERE, OUT, PDFJS, PDFJS_FOLDERS, pathOf, TYPES } from './serving'
import { states } from './states'

/** Pictures of all states of the window, or of those named, in both themes and two sizes; see README.md. */

const PAGE = join(OUT, 'page')
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

/** What is done to the page before the picture, by state. */
const ACTIONS: Record<string, { state: string; act(page: Page): Promise<unknown> }> = {
  settings: { state: 'answered', act: (page) => page.keyboard.press('Control+,') },
  'settings-problem': { state: 'model', act: (page) => page.keyboard.press('Control+,') },
  'models-page': { state: 'models', act: openModels },
  'models-files': {
    state: 'models',
    async act(page) {
      await openModels(page)
      await page.locator('.models-files summary').last().click()
    },
  },
  'models-added': {
    state: 'models',
    async act(page) {
      await openModels(page)
      await page.getByRole('button', { name: 'Choose a file' }).click()
      await page.locator('.models-convert').last().scrollIntoViewIfNeeded()
    },
  },
  'models-get': {
    state: 'models',
    async act(page) {
      await openModels(page)
      await page.locator('.models-get summary').click()
      await page.locator('.models-get').scrollIntoViewIfNeeded()
    },
  },
  'models-plan': {
    state: 'models-several',
    async act(page) {
      await openModels(page)
      await page.locator('.models-plan summary').first().click()
      await page.locator('.models-choices').scrollIntoViewIfNeeded()
    },
  },
  'models-used': { state: 'models-several', act: openModels },
  'models-missing': {
    state: 'models-several',
    async act(page) {
      await openModels(page)
      await page.getByRole('button', { name: 'Look for' }).scrollIntoViewIfNeeded()
    },
  },
  'models-remove': {
    state: 'models-several',
    async act(page) {
      await openModels(page)
      await page.getByRole('button', { name: 'Remove from the list: DeepSeek V3.2 Exp' }).click()
    },
  },
  shortcuts: { state: 'answered', act: (page) => page.keyboard.press('Control+/') },
  card: { state: 'answered', act: (page) => page.getByRole('button', { name: 'Built-in model' }).click() },
  attention: { state: 'answered', act: (page) => page.getByRole('button', { name: 'Attention computed' }).click() },
  options: { state: 'answered', act: (page) => page.getByRole('button', { name: 'Length and focus' }).click() },
  remove: {
    state: 'answered',
    act: async (page) => {
      await page.locator('.library-open').first().focus()
      await page.keyboard.press('Delete')
    },
  },
  foot: { state: 'several', act: (page) => page.locator('.answer-foot summary').last().click() },
  merged: { state: 'parts', act: (page) => page.locator('.answer-others summary').first().click() },
  score: lensView('Indexer score'),
  entered: lensView('Entered attention'),
  map: lensView('Map'),
  'map-closer': lensView('Map', async (page) => {
    await page.getByRole('radio', { name: 'All 30' }).click()
    await page.getByRole('checkbox', { name: 'Hide sinks' }).check()
    await page.getByRole('checkbox', { name: 'Hide recent' }).check()
    await page.waitForTimeout(500)
    await page.getByRole('button', { name: 'Closer' }).click()
    await page.waitForTimeout(700)
    await page.locator('.lens-map-cells').hover({ position: { x: 120, y: 40 } })
  }),
  uses: lensView('Uses', async (page) => {
    await page.getByRole('checkbox', { name: 'Fade them on the pages' }).check()
    await page.waitForTimeout(500)
  }),
  funnel: lensView('Evidence', (page) => page.getByRole('button', { name: 'Every sentence of the answer' }).click()),
  hovered: {
    state: 'answered',
    async act(page) {
      await page.locator('.answer-words').nth(1).hover()
      await page.locator('.answer-sentence .ui-chip').nth(4).click()
      await page.waitForTimeout(1800)
    },
  },
  looked: { state: 'answered', act: (page) => page.locator('.answer-words').first().click() },
  drop: { state: 'answered', act: (page) => page.evaluate(dragOver) },
  'drop-empty': { state: 'empty', act: (page) => page.evaluate(dragOver) },
  'notes-list': { state: 'notes', act: (page) => page.getByRole('button', { name: '4 notes on how' }).click() },
  'notes-page': { state: 'notes', act: (page) => page.getByRole('button', { name: 'Page 1: 2 notes' }).click() },
  'notes-encoding': { state: 'notes-text', act: (page) => page.getByRole('button', { name: /^2 notes/ }).click() },
  hidden: { state: 'answered', act: (page) => page.keyboard.press('Control+b') },
}

async function openModels(page: Page): Promise<void> {
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Models' }).click()
}

/** A view of the lens for the first sentence of an answer. */
function lensView(name: string, then?: (page: Page) => Promise<unknown>) {
  return {
    state: 'answered',
    async act(page: Page) {
      await page.locator('.answer-words').first().click()
      await page.getByRole('tab', { name, exact: true }).click()
      await page.waitForTimeout(1000)
      await then?.(page)
    },
  }
}

function dragOver(): void {
  const data = new DataTransfer()
  data.items.add(new File(['x'], 'a.pdf'))
  window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data }))
}

async function picture(browser: Browser, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: SIZES[0], colorScheme: theme })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') console.log(`${name} ${theme}: ${message.text()}`)
    })
    page.on('pageerror', (error) => console.log(`${name} ${theme}: ${error.stack}`))
    const action = ACTIONS[name]
    await page.goto(`http://127.0.0.1:${port()}/index.html?state=${action?.state ?? name}&theme=${theme}`)
    await page.waitForSelector('html[data-ready]')
    await page.waitForTimeout(500)
    await action?.act(page)
    await page.waitForTimeout(400)
    await check(page, `${name} ${theme}`)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.waitForTimeout(400)
      mkdirSync(join(OUT, 'pictures'), { recursive: true })
      await page.screenshot({ path: join(OUT, 'pictures', `${name}-${theme}-${size.width}.png`) })
    }
    await page.close()
  }
}

/** What axe finds. */
async function check(page: Page, name: string): Promise<void> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(`${source}; undefined`)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run()
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  })
  for (const violation of found) console.log(`${name}: ${violation}`)
}

async function buildPage(): Promise<void> {
  await build({
    root: HERE,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: join(process.cwd(), PAGE), emptyOutDir: true, target: 'chrome130', minify: false },
  })
  for (const folder of PDFJS_FOLDERS) {
    cpSync(join(PDFJS, folder), join(PAGE, 'pdfjs', folder), { recursive: true })
  }
}

function serve(): Server {
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') return response.end(await answerLens(request))
    const path = pathOf(request)
    const file = fileBeside(path) ?? join(PAGE, path)
    if (!existsSync(file)) return response.writeHead(404).end()
    const headers = {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    }
    response.writeHead(200, headers).end(readFileSync(file))
  })
  return server.listen(0, '127.0.0.1')
}

function port(): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const names = [...Object.keys(states), ...Object.keys(ACTIONS)]
const wanted = process.argv.slice(2).filter((name) => name !== '--keep')
if (!process.argv.includes('--keep')) await buildPage()
const server = serve()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  for (const name of wanted.length > 0 ? wanted : names) await picture(browser, name)
} finally {
  await browser.close()
  server.close()
}
