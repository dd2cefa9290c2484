import { describe, expect, it } from 'vitest'
import { readBytes } from '../help'
import { type Placed, pdfOfPlaced } from '../pages'

const SAID = [
  ['Abutment', 'carries the end of a bridge, on either bank.'],
  ['Ballast', 'is what a boat carries so that it stands', 'upright in the water, mostly stones.'],
  ['Capstan', 'winds up ropes. Four men turn it, or a', 'motor does, and a fifth one watches.'],
  ['Davit', 'lowers a boat from its ship.'],
]

/** The entries' terms and what is said of them, in the order of drawing. */
function drawn(byColumns: boolean, terms = SAID): Placed[] {
  const all: { term: Placed; said: Placed[] }[] = []
  let y = 540
  for (const [term, ...lines] of terms) {
    const said = lines.map((text, i): Placed => ({ x: 130, y: y - 14 * i, text, size: 11 }))
    all.push({ term: { x: 40, y, text: term!, size: 11, font: 'B' }, said })
    y -= 14 * lines.length + 8
  }
  if (!byColumns) return all.flatMap(({ term, said }) => [term, ...said])
  return [...all.map(({ term }) => term), ...all.flatMap(({ said }) => said)]
}

const flat = async (page: Placed[]): Promise<string> => (await readBytes(pdfOfPlaced([page]))).text.replace(/\s+/g, ' ')

describe('terms beside what is said of them', () => {
  it.each([true, false])('are read one by one, drawn by columns: %s', async (byColumns) => {
    expect(await flat(drawn(byColumns))).toBe(SAID.flat().join(' '))
  })

  it('may take several lines', async () => {
    const page = drawn(true)
    const second: Placed = { x: 40, y: 540 - 22 - 14, text: 'of a boat', size: 11, font: 'B' }
    const text = await flat([...page.slice(0, 2), second, ...page.slice(2)])
    expect(text).toContain('Ballast of a boat is what a boat carries so that it stands upright')
    expect(text).toContain('stones. Capstan winds up')
  })

  it('may stand below text of their own column', async () => {
    const text = await flat([{ x: 130, y: 560, text: 'These words are used below.', size: 11 }, ...drawn(true)])
    expect(text).toBe(`These words are used below. ${SAID.flat().join(' ')}`)
  })
})

describe('columns that are no entries', () => {
  const column = (x: number, texts: string[], step = 22): Placed[] =>
    texts.map((text, i) => ({ x, y: 540 - step * i, text, size: 11 }))

  it('are lists side by side', async () => {
    const [boats, ropes] = [
      ['Boats of oak', 'Masts of pine', 'Sails', 'Nets'],
      ['Ropes of hemp', 'Lamps of brass', 'Oil', 'Paint'],
    ]
    expect(await flat([...column(40, boats!), ...column(200, ropes!)])).toBe([...boats!, ...ropes!].join(' '))
    const items = (words: string[]) => words.map((word) => `- ${word} of the harbour and of the office`)
    const page = [
      ...column(
        40,
        boats!.map((word) => `- ${word}`),
      ),
      ...column(150, items(ropes!)),
    ]
    expect(await flat(page)).toMatch(/Boats .*Nets .*Ropes .*Paint/)
  })

  it('are a narrow column of text beside a wide one', async () => {
    const narrow = ['The office is', 'open from nine', 'to four, but', 'never on the', 'first of May,', 'as is known.']
    const wide = [
      'The harbour was built in the year of the flood,',
      'and it has been made larger ever since by those',
      'who came to live here and who wanted to trade in',
      'fish and oil, and later in stones and in timber,',
      'of which there was more than the town could use',
      'for its own houses and for those of its guests.',
    ]
    expect(await flat([...column(40, narrow, 14), ...column(150, wide, 14)])).toBe([...narrow, ...wide].join(' '))
  })
})
