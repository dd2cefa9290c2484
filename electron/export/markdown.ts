import { placeText } from '../shared/document/members'
import { oneLine } from '../shared/document/one_line'
import { hasStruck, STRUCK, struckPieces } from '../shared/document/struck'
import { withDoubts } from '../shared/document/uncertain'
import type { AnswerEntry, AnswerSentence, Generation, Passage, Review } from '../shared/ipc/answer_data'
import type { DocumentEntry } from '../shared/ipc/document_data'
import type { ExportedAnswer, ExportSubject } from '../shared/ipc/export_data'
import { reviewOf, reviewsWords } from '../shared/reviews'
import { followsSentence, leadingTurns } from '../shared/shown/conversation'
import { looksSentence } from '../shared/shown/looks'
import { notesWords } from '../shared/shown/notes'
import { unansweredIn } from '../shared/shown/thinking'
import { count, dayOf, factsOf, provenanceOf } from './provenance'

/** Document sentences listed under each sentence of an answer. */
const SHOWN_EVIDENCE = 3

const SUPPORT: Record<AnswerSentence['support'], string> = {
  supported: 'supported',
  weak: 'weak support',
  none: 'no source found',
  unknown: 'support unknown',
}

/** An answer as Markdown: its sentences with pages and support, what they rest on, and where all that comes from. */
export function answerMarkdown(answer: ExportedAnswer, subject: ExportSubject): string {
  const blocks = [
    `# ${title(answer, subject.document)}`,
    ...(answer.request.kind === 'question' ? [`> ${inline(answer.request.question)}`] : []),
    ...focus(answer),
    ...looks(answer),
    answerText(answer),
    ...keyPassages(answer),
    ...evidence(answer),
    ...others(answer),
    footer(answer, subject),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function title({ request }: AnswerEntry, document: DocumentEntry): string {
  const name = inline(document.title ?? document.file)
  return request.kind === 'summary' ? `Summary of ${name}` : `A question about ${name}`
}

function focus({ request }: AnswerEntry): string[] {
  return request.kind === 'summary' && request.focus ? [`Focus: ${inline(request.focus)}`] : []
}

function answerText({ sentences, text, problem, state, result, reviews }: AnswerEntry): string {
  const unanswered = unansweredIn(result)
  const said = sentences.map((sentence, i) => [sentenceText(sentence, result), ...reviewed(reviewOf(reviews, i))])
  const written = sentences.length > 0 ? said.flat().join('\n\n') : inline(text)
  const notes = [
    ...(state === 'cancelled' ? ['It was stopped before its end.'] : []),
    ...(unanswered ? [unanswered] : []),
    ...(problem ? [problem] : []),
  ].map((note) => `*${inline(note)}*`)
  return [written, ...notes].filter(Boolean).join('\n\n')
}

/** How it was found; that the document doesn't seem to say it, with what comes nearest. */
function looks(answer: AnswerEntry): string[] {
  const { result } = answer
  if (!result?.excerpts) return []
  const follows = followsSentence(result)
  const { found, nearest = [] } = result
  const looked = inline([looksSentence(result), follows].filter(Boolean).join(' '))
  if (found !== false) return [looked]
  const list = nearest.slice(0, SHOWN_EVIDENCE).map(passageOf(answer))
  return [
    looked,
    "**The document doesn't seem to say.** What comes nearest to the question:",
    list.join('\n'),
    OWN_WORDS,
  ]
}

const OWN_WORDS = 'What the model wrote all the same:'

function keyPassages(answer: AnswerEntry): string[] {
  const found = answer.result?.keyPassages ?? []
  return found.length > 0 ? ['## Key passages, word for word', found.map(passageOf(answer)).join('\n')] : []
}

const passageOf =
  (answer: AnswerEntry) =>
  (passage: Passage): string =>
    `- ${place(answer.result, passage.page)}: "${quoted(passage, answer)}"`

/** Words of the document: what is struck out there is struck out here; uncertain ones are marked. */
function quoted(passage: Pick<Passage, 'text' | 'uncertain'>, { result }: AnswerEntry): string {
  const text = withDoubts(passage.text, passage.uncertain)
  if (!hasStruck(result?.document.notes)) return inline(text)
  const words = oneLine(text)
  return struckPieces(words)
    .filter(({ look }) => look !== 'mark')
    .map(({ start, end, look }) => {
      const piece = plain(words.slice(start, end))
      return look === 'struck' ? `${STRUCK}${piece}${STRUCK}` : piece
    })
    .join('')
}

const sentenceText = (sentence: AnswerSentence, result: AnswerEntry['result']): string =>
  `${inline(sentence.text)} (${[...pages(sentence, result), SUPPORT[sentence.support], ...unfound(sentence)].join('; ')})`

/** What the reader said of a sentence. */
function reviewed(review: Review | undefined): string[] {
  if (!review) return []
  const { verified, note, at } = review
  const tick = verified ? `**Verified** by a reader on ${dayOf(at)}${note ? ': ' : '.'}` : 'A reader’s note: '
  return [`> ${tick}${inline(note)}`]
}

const unfound = ({ unfound = [] }: AnswerSentence): string[] =>
  unfound.length > 0 ? [`not in the document: ${unfound.map(inline).join(', ')}`] : []

function pages({ support, evidence }: AnswerSentence, result: AnswerEntry['result']): string[] {
  if (support === 'none') return []
  const shown = evidence.slice(0, SHOWN_EVIDENCE)
  if (result?.document.members) return [...new Set(shown.map(({ page }) => place(result, page)))]
  const numbers = [...new Set(shown.map(({ page }) => page))].sort((a, b) => a - b)
  return numbers.length > 0 ? [`p. ${numbers.join(', ')}`] : []
}

/** "p. 3", of a collection "lease.pdf p. 3" */
const place = (result: AnswerEntry['result'], page: number): string => inline(placeText(result?.document ?? {}, page))

function evidence(answer: AnswerEntry): string[] {
  const lists = answer.sentences
    .map((sentence, i) => evidenceList(answer, sentence, i + 1))
    .filter((list) => list !== '')
  return lists.length > 0 ? ['## Evidence', ESTIMATE, ...lists] : []
}

const ESTIMATE =
  'Where each sentence most likely came from: an estimate from what the lightning indexer scored up, best first.'

function evidenceList(answer: AnswerEntry, sentence: AnswerSentence, number: number): string {
  const items = sentence.evidence.slice(0, SHOWN_EVIDENCE).map((item) => {
    const note = item.steps ? ' (two-step: through the summary of a part)' : ''
    return `   - ${place(answer.result, item.page)}: "${quoted(item, answer)}"${note}`
  })
  const turns = leadingTurns(sentence).map(({ turn, text }) => `   - your question ${turn}: "${inline(text)}"`)
  const all = [...turns, ...items]
  return all.length > 0 ? [`${number}. ${inline(sentence.text)}`, ...all].join('\n') : ''
}

/** What the other parts of a long document answered. */
function others({ result }: AnswerEntry): string[] {
  const generations = (result?.ranking ?? [])
    .map((at) => result!.generations[at])
    .filter((found) => found !== undefined)
  if (generations.length === 0) return []
  return ['## What other parts answered', generations.map(otherText).join('\n')]
}

const otherText = ({ title, answer }: Generation): string => `- ${title}: ${inline(answer.text)}`

function footer(answer: ExportedAnswer, subject: ExportSubject): string {
  const facts = factsOf(provenanceOf(subject, answer)).map(({ name, value }) => `- ${name}: ${inline(value)}`)
  const verified = [reviewsWords(answer)].filter(Boolean).map((words) => `- Checked: ${words}`)
  return ['---', [...facts, ...verified, ...warnings(answer)].join('\n')].join('\n\n')
}

function warnings({ result }: AnswerEntry): string[] {
  const notes = result ? notesWords(result.document) : []
  const images = result?.document.imagePages.length ?? 0
  return [
    ...(images > 0
      ? [`- ${count(images, 'page')} without readable text ${images === 1 ? 'was' : 'were'} not read.`]
      : []),
    ...notes.map((note) => `- ${inline(note)}`),
    ...(result?.model.builtIn
      ? ['- The built-in model is small and gets facts wrong: check them on the pages named above.']
      : []),
  ]
}

/** Text of documents and models in one line, with nothing in it that Markdown or HTML would take for its own, links neither. */
const inline = (text: string): string => plain(oneLine(text))

function plain(line: string): string {
  return line
    .replace(/[\\`*_[\]<>#|~@]/g, (character) =>
      character === '<' ? '&lt;' : character === '>' ? '&gt;' : `\\${character}`,
    )
    .replace(/\b(?:www(?=\.)|(?:https?|ftp|mailto|xmpp)(?=:))/gi, (begin) => `${begin}\\`)
}
