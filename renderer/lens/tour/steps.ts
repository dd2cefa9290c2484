import { isOfMass, type Measured } from '../../../electron/shared/shown/measure'
import type { LensView } from '../../state/lens'

/** One stop of the guided look: what it says, what of the window it points at, and what it shows there. */
export interface Step {
  title: string
  text: string
  /** The first of these that is in sight. */
  targets: string[]
  /** What the lens shows, once there is a complete answer; a step without it needs none. */
  view?: LensView
  /** The page of the best source comes into sight. */
  goesToSource?: boolean
  /** Asks what the best source of the sentence was used for. */
  asksUse?: boolean
}

const ONE_WORD: Step = {
  title: 'One word, one layer',
  text: 'A model writes piece by piece: a token is a word or a part of one. Each goes through all layers. This model has no indexers, so every layer looks at all earlier tokens. Use ← and → for tokens, [ and ] for layers, or play the answer back.',
  targets: ['.lens-dock'],
  view: 'entered',
}

const HOW_SHARED: Step = {
  title: 'How attention was shared',
  text: 'Attention mass is the share of a layer’s attention that each earlier token got for this word: as a list here, and as red shading on the page, the deeper the more. A model with indexers would show here what was let in.',
  targets: ['.lens-mass', '.lens'],
  view: 'entered',
}

const LAST: Step = {
  title: 'What it cost',
  text: 'This line counts the work of looking at everything. That is all; this look stays in the Help menu.',
  targets: ['.lens-work', '.lens'],
  view: 'evidence',
}

export const STEPS: readonly Step[] = [
  {
    title: 'A document',
    text: 'This is the sample: a council’s plan for a ferry pier. It is read here, on this computer. Any PDF that you drop on the window is read the same way.',
    targets: ['.app-document'],
  },
  {
    title: 'An answer',
    text: 'The model writes a summary by itself; ask it anything underneath. Each sentence names the pages it seems to come from, and how well they support it. A hollow red ring means: no source was found, so check it yourself.',
    targets: ['.answer-text'],
    view: 'evidence',
  },
  {
    title: 'Where did this come from?',
    text: 'Click any sentence of the answer. The list holds what the model read more than usual while it wrote that sentence, best first. This is the evidence: our estimate, not proof.',
    targets: ['.lens-list', '.lens'],
    view: 'evidence',
    goesToSource: true,
  },
  {
    title: 'The whole document at a glance',
    text: 'The ruler shows where in the document the evidence lies: the longer a line, the stronger. Click it to go there. On the page the sources are shaded in amber.',
    targets: ['.reader-ruler'],
    view: 'evidence',
    goesToSource: true,
  },
  {
    title: 'One word, one layer',
    text: 'A model writes piece by piece: a token is a word or a part of one. Each goes through all layers, and every layer may look at only so many earlier tokens: the bar shows how many. Use ← and → for tokens, [ and ] for layers, or play the answer back.',
    targets: ['.lens-dock'],
    view: 'entered',
  },
  {
    title: 'How are they chosen?',
    text: 'A small, fast scorer, the lightning indexer, gives every earlier token a score. The bars are the best scores along the document. What reaches the line got in; the list names what just missed, with its rank.',
    targets: ['.lens-profile', '.lens'],
    view: 'score',
  },
  {
    title: 'What got in',
    text: 'These are exactly the tokens that this layer looked at for this word: as text here, and as blue boxes on the page. All others had no part in that step. How much each one weighed is not shown.',
    targets: ['.lens-strip', '.lens-regions', '.lens'],
    view: 'entered',
  },
  {
    title: 'All layers at once',
    text: 'The map has the document from left to right and the layers from top to bottom. The stronger the colour, the more of a place’s tokens entered. Point at a place to read it, drag across to look closer. Some tokens enter whatever is asked: you can hide them.',
    targets: ['.lens-layer-map', '.lens'],
    view: 'map',
  },
  {
    title: 'The other way round',
    text: 'Click a sentence of the document to see which words of the answer selected it. The “Uses” tab also finds what was never selected at all.',
    targets: ['.lens-body', '.lens'],
    view: 'uses',
    asksUse: true,
  },
  {
    title: 'What it saves',
    text: 'Looking at everything would have been more work: this line counts how much. “What it saves” in the View menu measures the time on this computer. That is all; this look stays in the Help menu.',
    targets: ['.lens-work', '.lens'],
    view: 'evidence',
  },
]

/** Of a model without indexers nothing is scored, chosen or left out. */
const ONLY_WITH_INDEXERS = new Set<LensView | undefined>(['score', 'map', 'uses'])

const MASS_STEPS: readonly Step[] = STEPS.filter(({ view }) => !ONLY_WITH_INDEXERS.has(view)).flatMap(
  (step): Step[] => {
    if (step.view === 'entered') return step.targets.includes('.lens-dock') ? [ONE_WORD, HOW_SHARED] : []
    return step.targets.includes('.lens-work') ? [LAST] : [step]
  },
)

export const stepsFor = (model: Measured | undefined): readonly Step[] =>
  model && isOfMass(model) ? MASS_STEPS : STEPS
