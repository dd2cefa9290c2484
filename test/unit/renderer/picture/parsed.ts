import { expect } from 'vitest'
import { type Picture, svgFile } from '../../../../renderer/picture/picture'
import { PAPER } from './paper_made'

/** The picture's file as a browser reads it: it must be whole. */
export function parsed(picture: Picture, provenance = ''): Document {
  const svg = new DOMParser().parseFromString(svgFile(picture, PAPER, provenance), 'image/svg+xml')
  expect(svg.querySelector('parsererror')).toBeNull()
  return svg as unknown as Document
}

export const numbers = (elements: Iterable<Element>, name: string) =>
  [...elements].map((element) => Number(element.getAttribute(name)))
export const texts = (svg: Document) => [...svg.querySelectorAll('text')].map(({ textContent }) => textContent)
