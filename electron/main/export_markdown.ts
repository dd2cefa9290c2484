import { oneLine } from '../documents/one_line'
import type { AnswerEntry, AnswerSentence, Generation } from '../ipc/answer_data'
import type { DocumentEntry } from '../ipc/document_data'

/** Document sentences listed under each sentence of an answer. */
const SHOWN_EVIDENCE = 3

const SUPPORT: Record<AnswerSentence['support'], string> = {
  supported: 'supported',
  weak: 'weak support',
  none: 'no source found',
}

/** An answer as Markdown: its sentences with pages and support, what they rest on, and who wrote it. */
export function answerMarkdown(
  answer: AnswerEntry,
  document: DocumentEntry,
  version: string,
  now = new Date(),
): string {
  const blocks = [
    `# ${title(answer, document)}`,
    ...(answer.request.kind === 'question' ? [`> ${inline(answer.request.question)}`] : []),
    ...focus(answer),
    answerText(answer),
    ...evidence(answer),
    ...others(answer),
    footer(answer, document, version, now),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** A file name for it, without what file systems forbid. */
export function markdownName(answer: AnswerEntry, document: DocumentEntry): string {
  const of = document.file.replace(/\.[^.]+$/, '')
  const name = `${of} - ${answer.request.kind === 'summary' ? 'summary' : answer.request.question}`
  const safe = oneLine(name.replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' '))
  return `${[...safe]
    .slice(0, 80)
    .join('')
    .replace(/[ .]+$/, '')}.md`
}

function title({ request }: AnswerEntry, document: DocumentEntry): string {
  const name = inline(document.title ?? document.file)
  return request.kind === 'summary' ? `Summary of ${name}` : `A question about ${name}`
}

function focus({ request }: AnswerEntry): string[] {
  return request.kind === 'summary' && request.focus ? [`Focus: ${inline(request.focus)}`] : []
}

function answerText({ sentences, text, problem, state }: AnswerEntry): string {
  const written = sentences.length > 0 ? sentences.map(sentenceText).join('\n\n') : inline(text)
  const notes = [
    ...(state === 'cancelled' ? ['It was stopped before its end.'] : []),
    ...(problem ? [problem] : []),
  ].map((note) => `*${inline(note)}*`)
  return [written, ...notes].filter(Boolean).join('\n\n')
}

const sentenceText = (sentence: AnswerSentence): string =>
  `${inline(sentence.text)} (${[...pages(sentence), SUPPORT[sentence.support]].join('; ')})`

function pages({ support, evidence }: AnswerSentence): string[] {
  if (support === 'none') return []
  const numbers = [...new Set(evidence.slice(0, SHOWN_EVIDENCE).map(({ page }) => page))].sort((a, b) => a - b)
  return numbers.length > 0 ? [`p. ${numbers.join(', ')}`] : []
}

function evidence({ sentences }: AnswerEntry): string[] {
  const lists = sentences.map((sentence, i) => evidenceList(sentence, i + 1)).filter((list) => list !== '')
  return lists.length > 0 ? ['## Evidence', ESTIMATE, ...lists] : []
}

const ESTIMATE =
  'Where each sentence most likely came from: an estimate from what the lightning indexer scored up, best first.'

function evidenceList(sentence: AnswerSentence, number: number): string {
  const items = sentence.evidence.slice(0, SHOWN_EVIDENCE).map(({ page, text, steps }) => {
    const note = steps ? ' (two-step: through the summary of a part)' : ''
    return `   - p. ${page}: "${inline(text)}"${note}`
  })
  return items.length > 0 ? [`${number}. ${inline(sentence.text)}`, ...items].join('\n') : ''
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

function footer({ result, createdAt }: AnswerEntry, document: DocumentEntry, version: string, now: Date): string {
  const lines = [
    `Document: ${inline(document.file)}, ${count(document.pages, 'page')}${result ? `, ${count(result.document.tokens, 'token')}` : ''}`,
    ...(result ? readLines(result) : []),
    `Asked on ${day(new Date(createdAt))}, exported on ${day(now)} by SparseLens ${version}`,
  ]
  return ['---', lines.map((line) => `- ${line}`).join('\n')].join('\n\n')
}

function readLines({ document, model }: NonNullable<AnswerEntry['result']>): string[] {
  const share = document.coverage < 1 ? Math.min(99.9, Math.floor(document.coverage * 1000) / 10) : 100
  const images = document.imagePages.length
  return [
    `Read: ${share}% of its tokens${images > 0 ? `; ${count(images, 'page')} of images alone ${images === 1 ? 'was' : 'were'} not read` : ''}`,
    `Model: ${inline(model.name)}, sha256 ${model.sha256 || 'not known yet'}`,
    ...(model.builtIn
      ? ['The built-in model is small and gets facts wrong: check them on the pages named above.']
      : []),
  ]
}

const count = (number: number, thing: string) => `${number.toLocaleString('en-US')} ${thing}${number === 1 ? '' : 's'}`

const day = (date: Date) => date.toISOString().slice(0, 10)

/** Text of documents and models in one line, with nothing in it that Markdown or HTML would take for its own. */
function inline(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>#|~]/g, (character) =>
    character === '<' ? '&lt;' : character === '>' ? '&gt;' : `\\${character}`,
  )
}
