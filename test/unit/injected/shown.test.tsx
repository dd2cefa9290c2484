// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readText } from '../../../electron/documents/text/text'
import { AnswerText } from '../../../renderer/answer/AnswerText'
import { Markdown } from '../../../renderer/design/Markdown'
import { FlowParagraph } from '../../../renderer/reader/flow/FlowParagraph'
import { paragraphsOf } from '../../../renderer/reader/flow/paragraphs'
import { answer, evidence } from '../renderer/made'
import { injectedDocuments } from './documents'

/**
 * Whatever a document says, and whatever a model that obeys it says, stands in the window as letters: no link, no
 * picture, no element of its own.
 */

const texts = (await injectedDocuments()).map(({ what, content, read }) => {
  const whole = typeof content === 'string' ? content : (read ?? 'The rent is 90.')
  return [what, whole.replace(/\s+/g, ' ').trim()] as const
})

let asked: string[]
beforeEach(() => {
  asked = []
  window.sparselens = {
    call: async (name) => {
      asked.push(name)
      return { ok: true, value: undefined }
    },
    listen: () => () => {},
    pathsOf: () => [],
  }
})
afterEach(cleanup)

const ACTIVE =
  'a, img, picture, video, audio, iframe, frame, object, embed, script, style, link, meta, base, form, svg a'

function expectLetters(container: Element, text: string): void {
  expect(container.textContent!.replace(/\s+/g, ' ')).toContain(text)
  expect([...container.querySelectorAll(ACTIVE)].map(({ outerHTML }) => outerHTML)).toEqual([])
  const handlers = [...container.querySelectorAll('*')].flatMap((element) =>
    element.getAttributeNames().filter((name) => /^(?:on|href|src|srcset|srcdoc|action|xlink)/i.test(name)),
  )
  expect(handlers).toEqual([])
  expect(asked).toEqual([])
}

it.each(texts)('of a document: %s', (_what, text) => {
  const source = readText(text, 'lease.txt')
  const { container } = render(
    paragraphsOf(source).map((paragraph) => (
      <FlowParagraph key={paragraph.start} source={source} paragraph={paragraph} />
    )),
  )
  expectLetters(container, source.text.replace(/\s+/g, ' '))
})

it.each(texts)('of an answer that obeys: %s', (_what, text) => {
  const sentence = { text, from: 0, to: 6, support: 'supported' as const, evidence: [evidence(text)], unfound: [text] }
  const { container } = render(<AnswerText answer={answer(1, { state: 'answering', text, sentences: [sentence] })} />)
  expectLetters(container, text)
})

it('of our own cards: links are words, and pictures are left out', () => {
  const { container } = render(
    <Markdown text={'[Click](https://evil.example) ![x](https://evil.example) <b onclick="x">y</b>'} />,
  )
  expect(container.querySelectorAll(ACTIVE)).toHaveLength(0)
  expect(container.textContent).toContain('Click')
})
