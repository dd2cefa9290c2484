// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Quoted } from '../../../../renderer/design/Quoted'
import { useDocument } from '../../../../renderer/state/document'
import { documentOf } from '../reader/documents'

afterEach(cleanup)

it('underlines words of which text recognition is not sure, and leaves the words as they are', () => {
  useDocument.setState({ source: documentOf([['One.']]) })
  const { container } = render(<Quoted text="The rent is 41O euros." uncertain={[{ start: 12, end: 15 }]} />)
  expect(container.textContent).toBe('The rent is 41O euros.')
  const marked = [...container.querySelectorAll('u.ui-uncertain')]
  expect(marked.map(({ textContent }) => textContent)).toEqual(['41O'])
  expect(marked[0]!.getAttribute('title')).toBe('Text recognition is not sure of this word.')
})

it('draws nothing where all is certain', () => {
  const { container } = render(<Quoted text="The rent is 410 euros." />)
  expect(container.querySelector('u')).toBeNull()
  expect(container.textContent).toBe('The rent is 410 euros.')
})
