import { type Html, html } from '../../shared/escape_html'
import type { AnswerResult, AnswerSentence, Generation, Passage, Review } from '../../shared/ipc/answer_data'
import type { ExportedAnswer } from '../../shared/ipc/export_data'
import { reviewOf, reviewsWords } from '../../shared/reviews'
import { followsSentence } from '../../shared/shown/conversation'
import { looksSentence } from '../../shared/shown/looks'
import { isOfMass, MASS_MEANS, type Measured, timesWords } from '../../shared/shown/measure'
import { notesWords } from '../../shared/shown/notes'
import { factor, large, score } from '../../shared/shown/numbers'
import { pairsOfAll } from '../../shared/shown/pairs'
import { unansweredIn } from '../../shared/shown/thinking'
import { dayOf, factsOf, type Provenance } from '../provenance'
import type { DocumentText } from './document'

/** Pages named beside a sentence, as in the window. */
const CHIPS = 3

const SUPPORT: Record<AnswerSentence['support'], { short: string; long: string }> = {
  supported: {
    short: 'supported',
    long: 'The evidence points clearly at sentences of the document. Whether they say the same, only you can check.',
  },
  weak: { short: 'weak support', long: 'The evidence points at the document only weakly: check it.' },
  none: { short: 'no source found', long: 'No sentence of the document stands out as its source: do not rely on it.' },
  unknown: {
    short: 'support unknown',
    long: 'The server that answered gives no scores: the sentences are ranked, and how well they support this is not told.',
  },
}

/** The answer's sentences, each to be chosen, with pages and support. */
export function answerBlock(answer: ExportedAnswer, document: DocumentText): Html {
  const { sentences, text, state, problem, result, reviews } = answer
  const notes = [state === 'cancelled' && 'It was stopped before its end.', unansweredIn(result), problem].filter(
    Boolean,
  )
  const body =
    sentences.length === 0
      ? html`<p dir="auto">${text.trim() || 'There is no answer.'}</p>`
      : html`<fieldset><legend>Choose a sentence to see where it came from.</legend>
<div class="all"><input class="pick" type="radio" name="sentence" id="s0" checked><label for="s0">All sentences</label></div>
<ol class="sentences">
${sentences.map((sentence, i) => sentenceItem(sentence, i, document, reviewOf(reviews, i)))}</ol></fieldset>`
  return html`<section class="block" aria-labelledby="answer-h"><h2 id="answer-h">Answer</h2>
${result && howFound(result, document)}${body}
${passageList('Key passages, word for word', result?.keyPassages ?? [], document)}
${notes.map((note) => html`<p class="note">${note}</p>`)}${reviewsWords(answer) && html`<p class="small">${reviewsWords(answer)}.</p>`}</section>
`
}

/** What the two looks did, and whether the document seems to say what was asked. */
function howFound(result: AnswerResult, text: DocumentText): Html {
  const { excerpts, nearest = [], found } = result
  if (!excerpts) return html``
  const notSaid =
    found === false &&
    html`<p class="note"><b>The document doesn’t seem to say.</b> Below is what the model wrote all the same.</p>${passageList('Nearest to the question', nearest.slice(0, CHIPS), text)}`
  return html`<p class="small">${looksSentence(result)} ${followsSentence(result)}</p>${notSaid}
`
}

function passageList(title: string, passages: readonly Passage[], text: DocumentText): Html {
  if (passages.length === 0) return html``
  const items = passages.map(
    (item) =>
      html`<li><a href="#${text.anchor(item)}" dir="auto">${text.quoted(item)}</a> <span class="small">${text.place(item.page)}</span></li>
`,
  )
  return html`<h3>${title}</h3><ol class="evidence">${items}</ol>`
}

function sentenceItem(sentence: AnswerSentence, i: number, text: DocumentText, review: Review | undefined): Html {
  const n = i + 1
  const { unfound = [] } = sentence
  const missing = unfound.length > 0 && html`<p class="note">Not in the document: ${unfound.join(', ')}</p>`
  return html`<li id="a${n}"><input class="pick" type="radio" name="sentence" id="s${n}"><label for="s${n}" dir="auto">${sentence.text}</label> <span class="chips">${chips(sentence, text)} ${supportMark(sentence.support)}</span>${missing}${review && reviewed(review)}</li>
`
}

/** What the reader said of a sentence. */
const reviewed = ({ verified, note, at }: Review): Html =>
  html`<p class="review" dir="auto">${verified ? html`<b>✓ Verified</b> by a reader on ${dayOf(at)}${note ? ': ' : '.'}` : html`<b>A reader’s note:</b> `}${note}</p>`

/** Pages of the best evidence, each once, the best first; a click goes to the sentence there. */
function chips({ support, evidence }: AnswerSentence, text: DocumentText): Html[] {
  if (support === 'none') return []
  const firsts = evidence.filter((item, i) => evidence.findIndex(({ page }) => page === item.page) === i)
  return firsts
    .slice(0, CHIPS)
    .map((item) => html`<a class="chip" href="#${text.anchor(item)}">${text.place(item.page)}</a>`)
}

/** By shape and word, never by colour alone. */
const supportMark = (support: AnswerSentence['support']): Html =>
  html`<span class="support ${support}"><svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="4" fill="${support === 'supported' ? 'currentColor' : 'none'}" stroke="currentColor" stroke-width="1.5"/>${support === 'weak' && html`<path d="M5 1a4 4 0 0 0 0 8z" fill="currentColor"/>`}</svg>${SUPPORT[support].short}</span>`

/** What a sentence of the answer rests on. */
export function evidencePanel(
  sentence: AnswerSentence,
  i: number,
  document: DocumentText,
  map: Html | undefined,
  model: Measured = {},
): Html {
  const n = i + 1
  const { evidence, support, leans = [] } = sentence
  const most = Math.max(...evidence.map((item) => item.score), 1e-9)
  const items = evidence.map(
    ({
      sentence: unit,
      page,
      text,
      uncertain,
      score: value,
      count,
      steps,
    }) => html`<li><a href="#${document.anchor({ sentence: unit, page })}" dir="auto">${document.quoted({ text, uncertain })}</a>
<div class="figures"><span>${document.named(page)}</span>${bar('evidence', value / most)}<span>evidence ${score(value)}</span><span>${timesWords(model, count)}</span>${steps && html`<span>two-step: through the summary of a part</span>`}</div></li>
`,
  )
  return html`<div class="panel" id="e${n}"><h3>Evidence for sentence ${n}</h3>
<p class="small">${SUPPORT[support].long}</p>
${evidence.length > 0 ? html`<ol class="evidence">${items}</ol>` : html`<p class="small">No sentence of the document was scored up for it.</p>`}
${leans.map(({ turn, text, score: value }) => html`<p class="small">From your question ${turn} (evidence ${score(value)}): ${text}</p>`)}
${map}</div>
`
}

export const evidenceLegend = (model: Measured = {}): Html => (isOfMass(model) ? MASS_WORDS : EVIDENCE_WORDS)

const MASS_WORDS = html`<p class="small"><b>Evidence</b> is an estimate of where a sentence came from: how much more attention mass than expected a sentence of the document received on the layers that retrieve (sum of log lifts, no unit). <b>Attention mass</b> is ${MASS_MEANS}. This model has no indexers: every token enters attention, and nothing is selected.</p>`

const EVIDENCE_WORDS = html`<p class="small"><b>Evidence</b> is an estimate of where a sentence came from: how much more index mass than expected a sentence of the document received on the layers that retrieve (sum of log lifts, no unit). <b>Entered attention</b> is exact: the tokens that the lightning indexer selected. Neither is attention weights.</p>`

/** What the parts of a long document said. */
export function otherTexts(generations: readonly { generation: Generation; map?: Html }[], title: string): Html {
  const items = generations.map(
    ({
      generation,
      map,
    }) => html`<details><summary>${generation.title}</summary><p dir="auto">${generation.answer.text.trim()}</p>${map}</details>
`,
  )
  return html`<section class="block" aria-labelledby="others-h"><h2 id="others-h">${title}</h2>
${items}</section>
`
}

export function workBlock(result: AnswerResult): Html {
  const { attended, dense, indexer } = pairsOfAll(result)
  const most = Math.max(dense, 1)
  const row = (name: string, look: string, value: number) =>
    html`<dt>${name}</dt><dd>${bar(look, value / most)}<span>${large(value)} (${value.toLocaleString('en-US')})</span></dd>`
  const less =
    attended > 0 && dense / attended >= 1.05 ? ` ${factor(dense / attended)}× fewer than dense attention.` : ''
  return html`<section class="block work" aria-labelledby="work-h"><h2 id="work-h">Work</h2>
<dl>${row('Attended', 'entered', attended)}${row('Dense attention would need', 'plain', dense)}${indexer > 0 && row('The indexer’s own, cheap ones', 'score', indexer)}</dl>
<p class="small">Query-key pairs, over all layers and all texts generated for this answer.${less} This counts work, exactly and independent of the machine; it is not time.</p></section>
`
}

export function provenanceBlock(about: Provenance, result?: AnswerResult): Html {
  const facts = factsOf(about).map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)
  const notes = result ? notesWords(result.document) : []
  const warning = html`<p class="note">The built-in model is small and gets facts wrong: check them on the pages named above.</p>`
  return html`<section class="block" aria-labelledby="about-h"><h2 id="about-h">How it was made</h2>
${notes.map((note) => html`<p class="note">${note}</p>`)}${result?.model.builtIn && warning}<dl>${facts}</dl></section>
`
}

const bar = (look: string, share: number): Html =>
  html`<svg class="bar ${look}" viewBox="0 0 80 8" aria-hidden="true"><rect class="track" width="80" height="8" rx="2"/><rect class="value" width="${Math.round(Math.max(0, Math.min(1, share)) * 800) / 10}" height="8" rx="2"/></svg>`
