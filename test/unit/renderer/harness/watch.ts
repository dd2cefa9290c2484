import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { createServer, type Plugin } from 'vite'
import { installedFile } from '../../../../electron/engine/installed_file'
import { madeRecording } from './made_recording'
import { answerLens, fileBeside, HERE, OUT, PDFJS, pathOf } from './serving'
import { states } from './states'

/** `npm run dev`: the page over the fake main, served from its sources; what is edited arrives while one looks. */

const RECORDINGS = ['sample', 'book', 'parts']
const PORT = 5183

/** All but the page: recordings, documents, pdf.js's files, the lens's questions. */
function besideThePage(): Plugin {
  return {
    name: 'sparselens:harness',
    configureServer({ middlewares }) {
      middlewares.use(async (request, response, next) => {
        if (request.method === 'POST') {
          const answer = await answerLens(request).catch((error: Error) => error)
          if (answer instanceof Error) response.writeHead(500).end(answer.message)
          else response.end(answer)
          return
        }
        const path = pathOf(request)
        const file = fileBeside(path) ?? fileBeside(path, { pdfjs: [PDFJS] })
        if (file) response.end(readFileSync(file))
        else if (path.startsWith('/recordings/')) response.end(JSON.stringify(madeRecording()))
        else next()
      })
    },
  }
}

const server = await createServer({
  root: HERE,
  configFile: false,
  logLevel: 'info',
  clearScreen: false,
  plugins: [react(), besideThePage()],
  server: { host: '127.0.0.1', port: PORT, fs: { allow: [process.cwd()] } },
  cacheDir: join(process.cwd(), 'build', 'vite'),
})
await server.listen()
say(server.resolvedUrls!.local[0]!)

function say(url: string): void {
  console.log(`\nThe page over a fake main: what is edited below renderer/ arrives at once.\n`)
  for (const state of Object.keys(states)) console.log(`  ${url}?state=${state}`)
  console.log('\n&theme=dark is the other theme. The Content-Security-Policy is not applied here: pictures.ts does.')
  const missing = RECORDINGS.filter((name) => !existsSync(join(OUT, `${name}.json`)))
  if (missing.length > 0) {
    console.log(`Not recorded: ${missing.join(', ')}. A small text stands in, and its answers have no lens: README.md.`)
  }
  if (!installedFile('build', 'addon', 'Release', 'sparselens.node')) {
    console.log('The lens of recorded answers needs the native addon: node native/scripts/addon.mjs')
  }
}
