import './help.css'
import { CircleHelp } from 'lucide-react'
import { Popover } from 'radix-ui'
import { lookAround } from '../tour/look_around'

const WORDS: { look: string; name: string; meaning: string }[] = [
  {
    look: 'evidence',
    name: 'Evidence',
    meaning:
      'Our estimate of where a sentence of the answer came from: document sentences that the model read more than it usually does while it wrote it. It is computed from what was read, never by comparing words.',
  },
  {
    look: 'score',
    name: 'Indexer score',
    meaning:
      'Before each layer’s attention a small, fast scorer, the lightning indexer, gives every earlier token a score. Only the tokens with the highest scores go on.',
  },
  {
    look: 'entered',
    name: 'Entered attention',
    meaning:
      'The exact tokens with the highest scores, which the layer then really looked at for one word of the answer. All others had no part in that step; how much each of these weighed is not shown.',
  },
  {
    look: 'uses',
    name: 'Uses',
    meaning:
      'The other way round: which of the answer’s words a sentence of the document was selected for, and what was never selected at all.',
  },
  {
    look: 'map',
    name: 'Map',
    meaning:
      'All layers at once: how many tokens of each place in the document entered attention while the sentence was written. The stronger the colour, the more of them.',
  },
]

const MASS_WORDS: typeof WORDS = [
  WORDS[0]!,
  {
    look: 'mass',
    name: 'Attention mass',
    meaning:
      'How a layer shared its attention among all earlier tokens for one word of the answer, as a mean over its heads. This model has no indexers: every token enters, and none is left out.',
  },
]

/** The names in plain words. */
export const Help = ({ isOfMass }: { isOfMass: boolean }) => (
  <Popover.Root>
    <Popover.Trigger className="lens-icon" aria-label="What do these names mean?" title="What do these names mean?">
      <CircleHelp size={16} aria-hidden />
    </Popover.Trigger>
    <Popover.Portal>
      <Popover.Content className="lens-help" side="top" align="end" collisionPadding={8}>
        <dl>
          {(isOfMass ? MASS_WORDS : WORDS).map(({ look, name, meaning }) => (
            <div key={look}>
              <dt className={`lens-is-${look}`}>{name}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="lens-legend">
          A token is a word or a piece of one. Keys: ← → step through the answer’s tokens, [ ] through the layers, Space
          plays the answer back, W says the numbers in plain words.
        </p>
        <Popover.Close className="ui-button is-small lens-help-tour" onClick={lookAround}>
          Take the guided look
        </Popover.Close>
      </Popover.Content>
    </Popover.Portal>
  </Popover.Root>
)
