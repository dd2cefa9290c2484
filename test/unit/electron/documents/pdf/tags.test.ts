import { expect, it } from 'vitest'
import { headings, readBytes } from '../help'
import { pdfOfPaint, text } from '../painted'

/**
 * A page whose pieces are marked 0, 1, 2 ... and named in a structure tree by `roles`; `names` maps roles to others.
 * `byName`: their properties are lists with names, among the page's resources.
 */
function tagged(pieces: string[], roles: string[], names = '', byName = false): Uint8Array {
  const list = (i: number) => (byName ? `/MC${i}` : `<< /MCID ${i} >>`)
  const content = pieces.map((words, i) => `/P ${list(i)} BDC ${text(40, 500 - 13 * i, words)} EMC`).join(' ')
  const elements = roles.map((role, i) => `<< /Type /StructElem /S /${role} /P 7 0 R /Pg 3 0 R /K ${i} >>`)
  const kids = roles.map((_, i) => `${9 + i} 0 R`).join(' ')
  return pdfOfPaint(content, {
    catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 7 0 R',
    page: '/StructParents 0',
    resources: byName ? `/Properties << ${pieces.map((_, i) => `/MC${i} << /MCID ${i} >>`).join(' ')} >>` : '',
    objects: [
      `<< /Type /StructTreeRoot /K [${kids}] /ParentTree 8 0 R ${names} >>`,
      `<< /Nums [0 [${kids}]] >>`,
      ...elements,
    ],
  })
}

const BODY = 'The ferry of Marsk lost its gate in the storm of last winter, and nobody has'
const REST = 'mended it since.'

it('takes the headings that a tagged file names, in whatever type they are set', async () => {
  const document = await readBytes(
    tagged(['On ferries', BODY, REST, 'On gates', BODY, REST], ['H1', 'P', 'P', 'H2', 'P', 'P']),
  )
  expect(headings(document)).toEqual(['1 On ferries', '2 On gates'])
  expect(document.text.split('\n\n')).toHaveLength(4)
})

it('takes them where the numbers of what they mark stand in lists with names', async () => {
  const document = await readBytes(tagged(['On ferries', BODY, REST], ['H1', 'P', 'P'], '', true))
  expect(headings(document)).toEqual(['1 On ferries'])
})

it('knows names of its own for them', async () => {
  const roles = '/RoleMap << /Chapter /H1 >>'
  const document = await readBytes(tagged(['On ferries', BODY, REST], ['Chapter', 'P', 'P'], roles))
  expect(headings(document)).toEqual(['1 On ferries'])
})

it('takes no long text for a heading, marked as one or not', async () => {
  const document = await readBytes(tagged([BODY, BODY, BODY, REST], ['H1', 'H1', 'H1', 'H1']))
  expect(headings(document)).toEqual([])
})
