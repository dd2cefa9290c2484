import { COPIES } from './cases/copies'
import { withInserted } from './cases/insert'
import { Inventor } from './cases/invented'
import { lookalikes } from './cases/lookalikes'
import type { Case, EvalText } from './cases/types'
import { ABSENT, GENERAL } from './cases/unsourced'
import type { RealText } from './corpus'
import { Random } from './random'
import { FRESH_FACTS } from './texts/fresh_facts'
import type { StatedFact } from './texts/list'

const HIDDEN_PER_TEXT = 4

/** All texts with everything that is asked of them: the same for the same seed and texts. */
export function makeCases(corpus: readonly RealText[], seed: string): EvalText[] {
  const inventor = new Inventor(new Random(`${seed} facts`))
  return [
    ...corpus.map((real, i) => textWithCases(real, i, inventor, new Random(`${seed} ${real.source.id}`))),
    lookalikes(new Random(`${seed} lookalikes`)),
  ]
}

function textWithCases(
  { source, version, paragraphs }: RealText,
  index: number,
  inventor: Inventor,
  random: Random,
): EvalText {
  const hidden = inventor.facts(HIDDEN_PER_TEXT)
  const copied = COPIES[index % COPIES.length]!
  const inserted = random.shuffled([...hidden, copied]).map(({ sentence }) => sentence)
  const text = withInserted(paragraphs, inserted, random).join('\n\n')
  const cases: Case[] = [
    ...hidden.map((fact): Case => ({ kind: 'hidden', ...fact })),
    { kind: 'copy', ...copied },
    ...standing(source.facts, text).map((fact): Case => ({ kind: 'stated', ...fact })),
    ...standing(FRESH_FACTS[source.id] ?? [], text).map((fact): Case => ({ kind: 'fresh', ...fact })),
    ...[ABSENT, GENERAL].map(
      (questions): Case => ({ kind: 'unsourced', question: questions[index % questions.length]!, expected: [] }),
    ),
  ]
  return { id: source.id, version, text, cases }
}

const standing = (facts: readonly StatedFact[], text: string) => facts.filter(({ sentence }) => text.includes(sentence))
