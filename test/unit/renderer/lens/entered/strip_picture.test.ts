// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { stripPages } from '../../../../../renderer/lens/entered/strip'
import { stripPicture } from '../../../../../renderer/lens/entered/strip_picture'
import { enteredByRegion, regionSizes } from '../../../../../renderer/lens/row/places'
import { WIDTH } from '../../../../../renderer/picture/picture'
import { PAPER as paper } from '../../picture/paper_made'
import { parsed } from '../../picture/parsed'
import { alignment, generation, row } from '../made'

it('the picture of entered tokens has a box for each token of the document, inside the picture', () => {
  const pages = stripPages(row().positions, generation, alignment())
  const about = {
    token: 'June.',
    layer: 1,
    entered: enteredByRegion(row()),
    sizes: regionSizes(generation, 2),
    pageName: (page: number) => `page ${page}`,
  }
  const picture = stripPicture(pages, about, { ...paper, measure: (text) => text.length * 90 })
  const svg = parsed(picture)
  const boxes = [...svg.querySelectorAll('.token')]
  expect(boxes).toHaveLength(about.entered.text)
  for (const box of boxes) {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(box.getAttribute(name)))
    expect(x! + width!).toBeLessThanOrEqual(WIDTH)
    expect(y! + height!).toBeLessThanOrEqual(picture.height)
  }
  const shown = boxes.map((box) => box.nextElementSibling!.textContent)
  expect(shown).toEqual(pages.flatMap(({ runs }) => runs.flatMap((run) => run.tokens.map(({ text }) => text.trim()))))
  expect(picture.legend).toContain('8 of 23 tokens entered: document 5 of 13, template 1 of 5')
})
