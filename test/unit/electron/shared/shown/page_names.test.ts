import { expect, it } from 'vitest'
import { pageTexts } from '../../../../../electron/cli/text'
import type { Page } from '../../../../../electron/shared/document/types'
import { inPlace, namedPlace, pageLabel, pageTitle, placeShort } from '../../../../../electron/shared/shown/page_names'
import { citation } from '../../../../../renderer/reader/citation/quote'
import { pageName } from '../../../../../renderer/reader/names'
import { plainDocument } from '../../documents/help'

const page = (number: number, name: Pick<Page, 'part' | 'label'>): Page => {
  return { number, width: 0, height: 0, start: 0, end: 5, imageOnly: false, ...name }
}
const paged = (...names: Pick<Page, 'part' | 'label'>[]) => ({
  ...plainDocument('Words', []),
  pages: names.map((name, i) => page(i + 1, name)),
})
const long = 'A heading that is far too long to stand beside every sentence'

it.each<[name: Pick<Page, 'part' | 'label'>, short: string, title: string, place: string, spoken: string]>([
  [{}, 'p. 2', 'page 2', 'on page 2', 'Page 2 of 2'],
  [{ label: 'iv' }, 'p. iv', 'page iv (number 2 in the file)', 'on page iv', 'Page iv, 2 of 2'],
  [{ part: 'slide' }, 'slide 2', 'slide 2', 'on slide 2', 'Slide 2 of 2'],
  [{ part: 'sheet', label: 'Fees' }, 'sheet Fees', 'sheet “Fees”', 'in sheet “Fees”', 'Sheet “Fees”, 2 of 2'],
  [
    { part: 'section', label: long },
    `§ ${long.slice(0, 40).trimEnd()}…`,
    `section “${long}”`,
    `in section “${long}”`,
    `Section “${long}”, 2 of 2`,
  ],
])('a place is called what it is: %o', (name, short, title, place, spoken) => {
  const source = paged({}, name)
  expect([placeShort(source, 2), pageTitle(source, 2), inPlace(source, 2), pageName(source, 2)]).toEqual([
    short,
    title,
    place,
    spoken,
  ])
})

it('is told in lists, in quotations and by the command line', () => {
  const source = paged({ part: 'sheet', label: 'Fees' }, { part: 'sheet', label: 'Hours' })
  expect(pageLabel(source, 2)).toBe('2')
  expect(namedPlace(source, 1)).toBe('sheet “Fees”')
  expect(citation(source, 'Words', 1, 1)).toBe('“Words” (plain.txt, sheet Fees)')
  expect(citation(source, 'Words', 1, 2)).toBe('“Words” (plain.txt, sheet Fees – sheet Hours)')
  expect([...pageTexts(source)][0]).toBe('# page 1 (sheet “Fees”)\nWords\n')
})
