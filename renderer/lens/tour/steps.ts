import type { LensView } from '../../state/lens'

/** One stop of the guided look: what it says, what of the window it points at, and what it shows there. */
export interface Step {
  title: string
  text: string
  /** The first of these that is in sight. */
  targets: string[]
  /** Needs an answer that is complete; until then the step says that it waits. */
  needsAnswer?: boolean
  view?: LensView
  /** Asks what the best source of the sentence was used for. */
  asksBest?: boolean
}

export const STEPS: readonly Step[] = [
  {
    title: 'A document',
    text: 'This is the sample: a council’s plan for a ferry pier. It was read on this computer, and nothing of it leaves it. Any PDF that you drop here is read the same way.',
    targets: ['.reader-body', '.reader', '.app-document'],
  },
  {
    title: 'An answer',
    text: 'The model wrote this summary. Under each sentence stand the pages it seems to come from, and how well it is supported. A hollow red ring means: no source was found, check it yourself.',
    targets: ['.answer-text', '.app-separator + *'],
    needsAnswer: true,
    view: 'evidence',
  },
  {
    title: 'Where did this come from?',
    text: 'Click any sentence of the answer. Here are the document’s sentences that the model read more than usual while it wrote it, best first: the evidence. It is our estimate. The small bars show which layers of the model it comes from.',
    targets: ['.lens-list', '.lens'],
    needsAnswer: true,
    view: 'evidence',
  },
  {
    title: 'The whole document at a glance',
    text: 'The ruler beside the pages shows the evidence over the whole document: longer is stronger. Click it to go there. On the page itself the sources are shaded in amber.',
    targets: ['.reader-ruler'],
    needsAnswer: true,
    view: 'evidence',
  },
  {
    title: 'One word, one layer',
    text: 'A model writes in small pieces, tokens, and passes each through its layers. In every layer it may look only at a few of the earlier tokens: the bar says how many. Step with ← and →, through layers with [ and ], or play the answer back.',
    targets: ['.lens-dock'],
    needsAnswer: true,
    view: 'entered',
  },
  {
    title: 'How are they chosen?',
    text: 'A small, fast scorer, the lightning indexer, gives every token of the document a score. The bars are the best scores along the document. Above the line it got in, below it just missed: the list names the rank.',
    targets: ['.lens-profile', '.lens'],
    needsAnswer: true,
    view: 'score',
  },
  {
    title: 'What was let in',
    text: 'These are the exact tokens that this layer looked at for this word, here as text and on the page as blue boxes. All the others had no part in that step. How much each one weighed is another question, which this does not answer.',
    targets: ['.lens-strip', '.lens-regions', '.lens'],
    needsAnswer: true,
    view: 'entered',
  },
  {
    title: 'All layers at once',
    text: 'The map: places of the document from left to right, layers from top to bottom, darker where more tokens entered. Point at it to read it, drag over it to look closer. Some tokens enter whatever is asked: you can hide them.',
    targets: ['.lens-layer-map', '.lens'],
    needsAnswer: true,
    view: 'map',
  },
  {
    title: 'The other way round',
    text: 'Click a sentence of the document to see what it was used for: the words of the answer that selected it are shaded. Under “Uses” you also find what the answer never selected.',
    targets: ['.lens-body', '.lens'],
    needsAnswer: true,
    view: 'uses',
    asksBest: true,
  },
  {
    title: 'What it saves',
    text: 'Attention to everything would have needed many times the work: here it is counted. That is all. Press W in any view to have its numbers in plain words; this look is in the Help menu.',
    targets: ['.lens-work', '.lens'],
    needsAnswer: true,
    view: 'evidence',
  },
]
