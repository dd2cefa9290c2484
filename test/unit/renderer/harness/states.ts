import { compareDocuments } from '../../../../renderer/actions/comparing'
import type { FakeMain } from './fake_main'
import { MODELS, REFUSED, TO_CONVERT } from './made_models'
import { recordingOf, VERSIONS } from './made_versions'
import { textWithNotes, withNotes } from './noted_recordings'
import type { RecordedAnswer, Recording, Recordings } from './recordings'

interface State {
  /** Before the page begins. */
  before?(main: FakeMain, recordings: Recordings): void
  /** When it is there. */
  after?(main: FakeMain, recordings: Recordings): Promise<void> | void
}

/** All states of the window that are worth looking at. */
export const states: Record<string, State> = {
  starting: {},
  empty: { before: (main, { sample }) => withStatus(main, sample) },
  opening: {
    before: (main, { sample }) => withStatus(main, sample),
    async after(main) {
      await drop('Annual report 2025.pdf')
      main.tell('library.import', { ...main.imports[0], pagesDone: 120, pages: 400 })
    },
  },
  importing: {
    before(main, recordings) {
      oneAnswered(main, recordings)
      main.addImport('Annual report 2025 of the harbour authority.pdf', { state: 'reading', pagesDone: 12, pages: 40 })
      main.addImport('minutes.pdf', { state: 'waiting' })
      const problem = '"letter.pdf" is damaged: its pages cannot be read. Try another copy of the file.'
      main.addImport('letter.pdf', { state: 'failed', problem })
    },
  },
  queue: {
    before(main, recordings) {
      oneAnswered(main, recordings)
      const scanned =
        'No text was recognized in the 4 pictures of "deed 1911.pdf": scan it anew if it holds some, or choose its language.'
      main.addImport('deed 1911.pdf', { state: 'failed', problem: scanned })
      main.addImport('Terms of delivery, scanned.pdf', { state: 'reading', pagesDone: 3, pages: 12, recognizing: true })
      for (let i = 1; i <= 8; i++) main.addImport(`minutes ${i} of 8.pdf`, { state: 'waiting' })
    },
  },
  lost: {
    before(main, recordings) {
      openSample(main, recordings)
      const { result } = recordings.sample.answers[0]!
      const { text, sentences } = result.generations[0]!.answer
      const problem = 'The engine stopped unexpectedly; what had been written is kept. Ask again to go on.'
      main.addAnswer(main.documents[0]!, recordings.sample.answers[0]!.request, {
        state: 'interrupted',
        text: text.slice(0, 198),
        sentences: sentences.slice(0, 1),
        problem,
      })
      main.status = { ...main.status!, engine: 'ended' }
    },
  },
  password: {
    before(main, recordings) {
      oneAnswered(main, recordings)
      main.addImport('contract.pdf', { state: 'needs-password' })
      main.addImport('older contract.pdf', { state: 'wrong-password' })
    },
  },
  waiting: {
    before: openSample,
    async after(main, { sample, book }) {
      const other = main.addAnswer(main.documents[1]!, { kind: 'summary' })
      main.change(other, {})
      main.change(main.addAnswer(main.documents[1]!, { kind: 'question', question: 'Who keeps the light?' }), {})
      main.change(main.addAnswer(main.documents[0]!, sample.answers[0]!.request), {})
      await main.play(other, book.answers[0]!, 0.2)
    },
  },
  loading: asks((main, answer) => main.tell('answer.progress', loading(answer))),
  reading: asks(async (main, answer, { sample }) => main.play(answer, prefillOf(sample.answers[0]!), 0.99)),
  answering: asks(async (main, answer, { sample }) => main.play(answer, sample.answers[0]!, 0.93)),
  answered: { before: oneAnswered },
  none: {
    before(main, { book }) {
      const document = main.addDocument(book)
      main.addDone(document, book.answers[0]!)
      main.open(document)
    },
  },
  several: {
    before(main, recordings) {
      const document = oneAnswered(main, recordings)
      const [summary, question] = recordings.sample.answers
      main.addDone(document, { ...summary!, request: { kind: 'summary', sentences: 3, focus: 'only dates' } })
      main.addDone(document, question!)
      main.addDone(document, question!)
    },
  },
  merging: {
    before: (main, { parts }) => main.open(main.addDocument(parts)),
    async after(main, { parts }) {
      const answer = main.addAnswer(main.documents[0]!, parts.answers[0]!.request)
      main.change(answer, {})
      await main.play(answer, parts.answers[0]!, 0.6)
    },
  },
  parts: {
    before(main, { parts }) {
      const document = main.addDocument(parts, { imagePages: [5, 6] })
      for (const answer of parts.answers) main.addDone(document, withImages(answer))
      main.open(document)
    },
  },
  ended: {
    before(main, recordings) {
      openSample(main, recordings)
      const document = main.documents[0]!
      const { result } = recordings.sample.answers[0]!
      const { text, sentences } = result.generations[0]!.answer
      const half = { text: text.slice(0, 200), sentences: sentences.slice(0, 1) }
      const question = (words: string) => ({ kind: 'question' as const, question: words })
      main.addAnswer(document, question('Who pays for it?'), { ...half, state: 'cancelled' })
      const lost = 'The engine stopped unexpectedly; what had been written is kept. Ask again to go on.'
      main.addAnswer(document, question('What is built?'), { ...half, state: 'interrupted', problem: lost })
      const full = 'The document is too long for this model: choose a model with a longer context in the settings.'
      main.addAnswer(document, question('When does it begin?'), { state: 'failed', problem: full })
    },
  },
  problem: {
    before: oneAnswered,
    after: (main) =>
      main.tell('app.problem', { message: 'The disk is full: free some space. Answers go on but are not kept.' }),
  },
  broken: {
    before(main, recordings) {
      openSample(main, recordings)
      main.failures.set('library.open', 'The stored text of "sample.pdf" can’t be read: remove it and add it again.')
    },
  },
  model: {
    before(main, recordings) {
      oneAnswered(main, recordings)
      const problem =
        '"other.gguf" lacks the lightning indexer (blk.0.indexer.k_norm.weight): it was made before May 2026.'
      main.status = { ...main.status!, model: { ...main.status!.model, builtIn: false, name: 'other.gguf', problem } }
      main.settings.model = '/home/me/models/other.gguf'
    },
  },
  models: {
    before(main, recordings) {
      oneAnswered(main, recordings)
      main.models = [MODELS.builtIn, MODELS.large]
      main.added = { added: [MODELS.large.id], refused: [REFUSED], toConvert: [TO_CONVERT] }
    },
  },
  'models-several': {
    before(main, recordings) {
      oneAnswered(main, recordings)
      const builtIn = { ...MODELS.builtIn, isUsed: false, isLoaded: false }
      main.models = [builtIn, MODELS.fits, MODELS.missing, MODELS.mute]
    },
  },
  sent: {
    before: oneAnswered,
    after: (main) => main.tell('app.command', { command: 'sent' }),
  },
  sparse: {
    before(main, recordings) {
      oneAnswered(main, recordings)
      main.status = {
        ...main.status!,
        attention: { sparse: true, reason: 'ggml-dsa computes the selected positions.' },
      }
    },
  },
  notes: { before: (main, { sample }) => openNoted(main, withNotes(sample)) },
  'notes-text': { before: (main) => openNoted(main, textWithNotes()) },
  compared: { before: openVersions, after: compare },
  'compared-same': {
    before(main) {
      const { source } = VERSIONS.before
      for (const file of ['lease.txt', 'copy of lease.txt']) main.addDocument(recordingOf(source.text, file), { file })
      main.open(main.documents[0]!)
    },
    after: compare,
  },
  'compared-not': {
    before(main) {
      openVersions(main)
      main.failures.set('library.compare', 'One of these documents is not in the library any more: choose others.')
    },
    after: compare,
  },
  library: {
    before(main, recordings) {
      oneAnswered(main, recordings)
      for (let i = 1; i <= 40; i++) main.addDocument(recordings.book, { file: `volume-${i}.pdf`, answers: i % 3 })
    },
  },
}

function withStatus(main: FakeMain, { status }: Recordings['sample']): void {
  main.status = { engine: 'ready', ...status }
}

function openSample(main: FakeMain, { sample, book }: Recordings) {
  const document = main.addDocument(sample)
  main.addDocument(book)
  main.open(document)
  return document
}

function oneAnswered(main: FakeMain, recordings: Recordings) {
  const document = openSample(main, recordings)
  main.addDone(document, recordings.sample.answers[0]!)
  return document
}

function openNoted(main: FakeMain, recording: Recording): void {
  const document = main.addDocument(recording)
  main.addDocument(recording, { readAs: { hidden: true } })
  main.addDone(document, recording.answers[0]!)
  main.open(document)
}

/** Two versions of a lease; both were asked one thing, one of them another. */
function openVersions(main: FakeMain): void {
  const question = (words: string) => ({ kind: 'question' as const, question: words })
  for (const version of [VERSIONS.before, VERSIONS.after]) {
    const document = main.addDocument(version, { title: 'Lease of the boathouse', file: version.source.file })
    const done = version.answers[0]!
    main.addDone(document, { ...done, request: question('How much is the rent?') })
    if (version === VERSIONS.after) main.addDone(document, { ...done, request: question('Who pays the heating?') })
  }
  main.open(main.documents[0]!)
}

async function compare(main: FakeMain): Promise<void> {
  await main.isAsked('library.open')
  compareDocuments(main.documents.map(({ id }) => id))
  await main.isAsked('library.compare')
}

type Entry = ReturnType<FakeMain['addAnswer']>

/** The sample is open, and something has just been asked about it. */
function asks(then: (main: FakeMain, answer: Entry, recordings: Recordings) => Promise<void> | void): State {
  return {
    before: openSample,
    async after(main, recordings) {
      const answer = main.addAnswer(main.documents[0]!, recordings.sample.answers[0]!.request)
      main.change(answer, {})
      main.change(answer, { state: 'reading' })
      await then(main, answer, recordings)
    },
  }
}

const loading = ({ id, document }: Entry) => ({ answer: id, document, progress: { stage: 'load', done: 0.4 } })

/** Half way through the document. */
function prefillOf(answer: RecordedAnswer): RecordedAnswer {
  const steps = answer.events.filter(({ data }) => 'progress' in data && data.progress.stage === 'prefill')
  return { ...answer, events: [...steps.slice(0, Math.ceil(steps.length / 2)), ...steps.slice(-1)].slice(0, -1) }
}

/** As if two pages had been scanned. */
const withImages = (answer: RecordedAnswer): RecordedAnswer => ({
  ...answer,
  result: { ...answer.result, document: { ...answer.result.document, imagePages: [5, 6] } },
})

/** As if a file had been dropped. */
async function drop(name: string): Promise<void> {
  const data = new DataTransfer()
  data.items.add(new File(['x'], name))
  window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }))
  await new Promise((resolve) => setTimeout(resolve, 50))
}
