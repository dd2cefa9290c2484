import { describe, expect, it } from 'vitest'
import { DocumentFacts } from '../../../../../electron/summarize/facts/unfound'

const facts = new DocumentFacts(
  `The rent is 1,240 euros a month. Signed on 11 February 2025 by Dr. Maria van der Berg for Nordhaven Ltd. The boat house
at Marrow Point is let from 1 March 2026 for five years. Growth was 12.5% and revenue €5 million. Version V3.2-Exp has 671B
parameters. José Álvarez, the chair, and O'Neill agreed. Either side may end it with three months' notice. Between 2.500
and 3.000 people came. The 3rd of May was warm.`,
)

describe('facts of an answer that the document doesn’t hold', () => {
  it.each([
    ['The rent is 1,250 euros.', ['1,250 euros']],
    ['The rent is $1,240.', ['$1,240']],
    ['On 12 February 2025 it was signed by Maria Bergmann.', ['12 February 2025', 'Maria Bergmann']],
    ['It was signed in March 2025.', ['March 2025']],
    ['Growth was 12 %.', ['12 %']],
    ['Revenue was 6 million.', ['6 million']],
    ['Notice is six months.', ['six']],
    ['It names V3.2-Exp and GPT-4.', ['GPT-4']],
    ['Zorblax Corp signed it.', ['Zorblax Corp']],
    ['Ann Smith met Maria.', ['Ann Smith']],
    ['It was led by John Abara. This was J. Abara’s work.', ['John Abara', 'J. Abara']],
    ['Signed on the 20th of January.', ['20th of January']],
    ['It was signed by Maria Álvarez.', ['Maria Álvarez']],
    ['In 2024 the club of Sorrenia left.', ['2024', 'Sorrenia']],
    ["Then Marsh's boat left, and 7 others.", ['Marsh', '7']],
  ])('%s', (sentence, unfound) => expect(facts.unfoundIn(sentence)).toEqual(unfound))
})

describe('facts that are written otherwise than in the document', () => {
  it.each([
    'The rent is 1240 euros, € 1 240, EUR 1.240,00 or 1’240 a month.',
    'Signed 11.2.2025, 2025-02-11, on February 11th, 2025, in February 2025, on 11 February.',
    'Signed by Maria Van Der Berg, by Van der Berg, by Ms Berg.',
    'Nordhaven Limited and Nordhaven',
    'Growth was 12.5 percent, revenue 5,000,000 euros.',
    'Notice is 3 months.',
    'Jose Alvarez chairs; Chair Álvarez agreed with O’Neill.',
    'The Marrow Point Boat House is let for 5 years.',
    '2,500 people came on May 3rd.',
    '1. The rent is due.',
    'Additionally, the club keeps the roof. However, one of the parties may end it.',
    "Berg's rent",
  ])('%s', (sentence) => expect(facts.unfoundIn(sentence)).toEqual([]))

  it('are those that 3/4/2025 may mean', () => {
    const numeric = new DocumentFacts('Paid on 3 April 2025.')
    expect(numeric.unfoundIn('Paid on 3/4/2025 or 4/3/2025, not on 5/3/2025.')).toEqual(['5/3/2025'])
  })
})
