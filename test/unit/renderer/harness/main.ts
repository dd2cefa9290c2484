import { FakeMain } from './fake_main'
import { loadRecording } from './recordings'
import { states } from './states'

/** The real page over a fake main, in the state that the address names: ?state=reading&theme=dark. */

const wanted = new URLSearchParams(location.search)
const recordings = {
  sample: await loadRecording('sample'),
  book: await loadRecording('book'),
  parts: await loadRecording('parts'),
}
const main = new FakeMain(wanted.get('theme') === 'dark' ? 'dark' : 'light')
const state = states[wanted.get('state') ?? 'empty']!
state.before?.(main, recordings)
window.sparselens = main.bridge
serveFiles()
await import('../../../../renderer/main')
await main.isAsked('app.status')
await state.after?.(main, recordings)
document.documentElement.dataset.ready = 'true'

/** Documents lie beside the page. */
function serveFiles(): void {
  const original = window.fetch
  window.fetch = (input, init) => {
    const id = typeof input === 'string' ? /^sparselens:\/\/documents\/(.*)$/.exec(input)?.[1] : undefined
    const file = id && main.documents.find((document) => document.id === id)?.file
    return original(file ? `/files/${file}` : input, init)
  }
}
