import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { Html, html } from '../../shared/escape_html'
import type { Generation } from '../../shared/ipc/answer_data'
import type { ExportSubject } from '../../shared/ipc/export_data'
import { isOfMass } from '../../shared/shown/measure'
import { count, counted } from '../../shared/shown/numbers'
import type { OpenedAnswer } from '../open_answer'
import { provenanceOf } from '../provenance'
import type { Watched } from '../traces'
import { answerBlock, evidenceLegend, evidencePanel, otherTexts, provenanceBlock, workBlock } from './answer'
import { citations, DocumentText } from './document'
import { layerFigure } from './map'
import { stylesheet } from './style'

/** Sentences that get a map of their own; it is some 20 KB each. */
const MOST_MAPS = 40

/**
 * An answer as one HTML page without script, and without anything from elsewhere: what it says, where that came from,
 * the document's text. In pieces, as it may be long.
 */
export async function* reportPieces(
  opened: OpenedAnswer,
  subject: ExportSubject,
  { signal, onProgress }: Watched,
): AsyncGenerator<string> {
  const { answer, source, alignment } = opened
  const text = new DocumentText(source, alignment, citations(answer.sentences))
  const maps = new Maps(opened)
  const total = source.pages.length + answer.sentences.length + 2
  let done = 0
  const step = async () => {
    onProgress?.(++done, total)
    await setImmediate() // whoever waits for this process gets a turn
    signal?.throwIfAborted()
  }

  yield head(opened, subject)
  yield answerBlock(answer, text).text
  yield '<section class="block" aria-labelledby="evidence-h"><h2 id="evidence-h">Where it came from</h2>\n'
  yield html`<div class="panel" id="e0"><h3>All sentences</h3>${evidenceLegend(answer.result?.model)}${await maps.ofAnswer()}</div>\n`
    .text
  await step()
  for (const [i, sentence] of answer.sentences.entries()) {
    const map = i < MOST_MAPS ? await maps.ofSentence(i) : undefined
    yield evidencePanel(sentence, i, text, map, answer.result?.model).text
    await step()
  }
  yield '</section>\n'
  yield* others(opened, maps)
  await step()
  if (answer.result) yield workBlock(answer.result).text
  yield provenanceBlock(provenanceOf(subject, answer), answer.result).text
  yield '</div>\n<section class="block document" aria-labelledby="document-h"><h2 id="document-h">The document</h2>\n'
  for (const page of source.pages) {
    yield text.page(page).text
    await step()
  }
  yield '</section>\n</main>\n</body>\n</html>\n'
}

function head({ answer, source }: OpenedAnswer, { document, date }: ExportSubject): string {
  const name = document.title || document.file
  const { request } = answer
  const title = request.kind === 'summary' ? `Summary of ${name}` : request.question
  const focus = request.kind === 'summary' && request.focus && html`<p class="meta">Focus: ${request.focus}</p>`
  const style = new Html(stylesheet(answer.sentences.length))
  const hash = createHash('sha256').update(style.text).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  const model = answer.result ? `, answered by ${answer.result.model.name}` : ''
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="generator" content="SparseLens">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header><p class="kicker">SparseLens report, ${new Date(date).toISOString().slice(0, 10)}</p><h1 dir="auto">${title}</h1>${focus}<p class="meta">${document.file}, ${counted(source.pages.length, 'page')}${model}</p></header>
<main>
<div class="side">
`.text
}

/** Texts that are not the answer: of a summary in parts those it was merged from, of a question the other parts'. */
async function* others({ answer }: OpenedAnswer, maps: Maps): AsyncGenerator<string> {
  const { result } = answer
  if (!result || result.generations.length < 2) return
  const isMerged = result.generations[result.main]!.kind === 'merge'
  const order = isMerged ? result.generations.keys() : result.ranking.values()
  const found: { generation: Generation; map?: Html }[] = []
  for (const at of order) {
    const generation = result.generations[at]
    if (generation && at !== result.main) found.push({ generation, map: await maps.of(at) })
  }
  const title = isMerged ? 'The summaries of its parts, which it was merged from' : 'What other parts answered'
  if (found.length > 0) yield otherTexts(found, title).text
}

/** Maps of an answer's texts, or a sentence that says why there is none. */
class Maps {
  constructor(private readonly opened: OpenedAnswer) {}

  ofAnswer(): Promise<Html | undefined> {
    const { result } = this.opened.answer
    return result ? this.of(result.main) : Promise.resolve(undefined)
  }

  async ofSentence(i: number): Promise<Html | undefined> {
    const { result, sentences } = this.opened.answer
    const generation = result?.generations[result.main]
    if (!result || !generation || enteredWhole(generation)) return undefined
    const { from, to } = sentences[i]!
    return this.draw(
      result.main,
      { from, to: Math.min(to, generation.answer.tokens) },
      `while sentence ${i + 1} was written`,
      `map-${i + 1}`,
    )
  }

  async of(at: number): Promise<Html | undefined> {
    const generation = this.opened.answer.result!.generations[at]!
    if (enteredWhole(generation)) {
      const all = counted(generation.promptLength + generation.answer.tokens, 'token')
      return isOfMass(this.opened.answer.result!.model)
        ? html`<p class="note">There are no more than ${count(generation.topK)} tokens (${all}), and so many are kept of each row, so there is no map to draw.</p>`
        : html`<p class="note">All ${all} entered attention; nothing was left out, so there is no map to draw.</p>`
    }
    const when =
      generation.kind === 'merge'
        ? 'while the part summaries were merged'
        : `while this was written (${generation.title})`
    return this.draw(
      at,
      { from: generation.answer.thinking?.tokens ?? 0, to: generation.answer.tokens },
      when,
      `map-all-${at}`,
    )
  }

  private async draw(at: number, span: { from: number; to: number }, when: string, name: string) {
    const { answer, alignment } = this.opened
    const { generations, model } = answer.result!
    const placed = await this.opened.trace(at)
    if (!placed) return html`<p class="note">What the model read was not kept with this text, so there is no map.</p>`
    if (span.to <= span.from) return undefined
    return layerFigure({ generation: generations[at]!, placed, alignment, model, span, name, when })
  }
}

/** A context no longer than the selection enters attention whole. */
const enteredWhole = ({ promptLength, answer, topK }: Generation): boolean => promptLength + answer.tokens <= topK
