// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { DocumentNote } from '../../../../electron/shared/document/types'
import { Struck } from '../../../../renderer/design/Struck'
import { FlowParagraph } from '../../../../renderer/reader/flow/FlowParagraph'
import { paragraphsOf } from '../../../../renderer/reader/flow/paragraphs'
import { useDocument } from '../../../../renderer/state/document'
import { documentOf } from '../reader/documents'

const NOTES: DocumentNote[] = [{ page: 1, kind: 'struck', text: 'Words struck out are marked.' }]
const WORDS = 'The rent is ~~900~~ 950.'

afterEach(cleanup)

it('struck-out words are drawn so; the marks are there to be copied', () => {
  useDocument.setState({ source: { ...documentOf([[WORDS]]), notes: NOTES } })
  const { container } = render(<Struck text={WORDS} />)
  expect(container.querySelector('s')!.textContent).toBe('900')
  expect([...container.querySelectorAll('.ui-struck-mark')].map(({ textContent }) => textContent)).toEqual(['~~', '~~'])
  expect(container.textContent).toBe(WORDS)
})

it('tildes are tildes in a document that has struck out nothing', () => {
  useDocument.setState({ source: documentOf([[WORDS]]) })
  expect(render(<Struck text={WORDS} />).container.innerHTML).toBe(WORDS)
})

it('in flowing text, too, where characters keep their places', () => {
  const source = { ...documentOf([[WORDS, 'It ~~rises.']]), notes: NOTES }
  useDocument.setState({ source })
  const { container } = render(<FlowParagraph source={source} paragraph={paragraphsOf(source)[0]!} />)
  const struck = [...container.querySelectorAll<HTMLElement>('[data-struck="struck"]')]
  expect(struck.map(({ textContent, dataset }) => [textContent, Number(dataset.at)])).toEqual([
    ['900', source.text.indexOf('900')],
    ['rises.', source.text.indexOf('rises')],
  ])
  expect(container.textContent).toBe(source.text)
})
