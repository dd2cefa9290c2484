import { beforeEach, describe, expect, it } from 'vitest'
import {
  changedWords,
  commonStart,
  highest,
  klWords,
  mean,
  promptWords,
} from '../../../../../renderer/experiments/ask/run_words'
import { nearestStep, topKName, topKSteps } from '../../../../../renderer/experiments/ask/top_k'
import { joined, positionsOf, tokensIn } from '../../../../../renderer/lens/subject/spans'
import { unitsOfWords } from '../../../../../renderer/reader/units'
import { useExperiments } from '../../../../../renderer/state/experiments'
import { alignment, generation } from '../../lens/made'

describe('top-k', () => {
  it('goes from 16 to all, two steps in each doubling', () => {
    const steps = topKSteps(100)
    expect(steps).toEqual([16, 24, 32, 48, 64, 96, 100])
    expect(steps[nearestStep(steps, 50)]).toBe(48)
    expect(steps[nearestStep(steps, 1)]).toBe(16)
    expect(steps[nearestStep(steps, 5000)]).toBe(100)
    expect([topKName(64, 100), topKName(100, 100)]).toEqual(['64', 'all'])
  })
})

describe('sentences as positions', () => {
  it('counts from where the text begins in the trace', () => {
    const { part, textStart } = generation
    for (const [unit, { firstToken, endToken }] of alignment().sentences.entries()) {
      expect(positionsOf(unit, generation, alignment())).toEqual({
        from: textStart + firstToken - part!.from,
        to: textStart + endToken - part!.from,
      })
    }
    expect(positionsOf(99, generation, alignment())).toBeUndefined()
    expect(positionsOf(2, { ...generation, part: { ...part!, to: part!.to - 1 } }, alignment())).toBeUndefined()
  })

  it('joins neighbours', () => {
    const ranges = [
      { from: 9, to: 12 },
      { from: 2, to: 4 },
      { from: 4, to: 6 },
    ]
    expect(joined(ranges)).toEqual([
      { from: 2, to: 6 },
      { from: 9, to: 12 },
    ])
    expect(tokensIn(joined(ranges))).toBe(7)
  })

  it('finds what is selected on the pages, however its lines are broken', () => {
    const { document, sentences } = alignment()
    const { start, end } = sentences[2]!
    const words = document.text.slice(start, end).replaceAll(' ', '\n')
    expect(unitsOfWords(words, 1, 2, alignment())).toEqual([2])
    const across = document.text.slice(sentences[0]!.start + 3, sentences[1]!.end - 2)
    expect(unitsOfWords(across, 1, 2, alignment())).toEqual([0, 1])
    expect(unitsOfWords('words of another text', 1, 2, alignment())).toEqual([])
    expect(unitsOfWords('  ', 1, 2, alignment())).toEqual([])
  })
})

describe('a run in words', () => {
  it('says what was changed', () => {
    expect(changedWords({ exclude: 0, force: 0 })).toBe('Nothing changed')
    expect(changedWords({ topK: '64', exclude: 2, force: 1 })).toBe(
      'Top-k 64, 2 sentences left out, 1 sentence forced in',
    )
    expect(changedWords({ exclude: 1, force: 0 })).toBe('1 sentence left out')
  })

  it('names a raw prompt by how it begins', () => {
    expect(promptWords('The capital\nof France is')).toBe('“The capital of France is”')
    expect(promptWords('word '.repeat(20), '64')).toBe(`“${'word '.repeat(10).slice(0, 48)}…”, top-k 64`)
  })

  it('finds where two texts part, at a word', () => {
    expect(commonStart('The keeper is Marta.', 'The keeper is Mark.')).toBe('The keeper is '.length)
    expect(commonStart('The pier.', 'The pier. It is old.')).toBe('The pier.'.length)
    expect(commonStart('Same', 'Same')).toBe(4)
    expect(commonStart('Sam', 'Same')).toBe(0)
    expect(commonStart('', 'x')).toBe(0)
  })

  it('sums distances up', () => {
    expect(mean([1, 2, 3])).toBe(2)
    expect(mean([])).toBe(0)
    expect(highest([1, 5, 2])).toBe(1)
    expect([0, 0.01, 0.2, 3].map(klWords)).toEqual([
      'the same',
      'nearly the same',
      'somewhat different',
      'very different',
    ])
  })
})

describe('what is asked next', () => {
  beforeEach(() => useExperiments.setState({ exclude: [], force: [], subject: undefined, topK: undefined }))
  const trace = { answer: '00000000-0000-4000-8000-000000000001', generation: 0 }

  it('has each sentence in one place', () => {
    const { use, drop } = useExperiments.getState()
    use('exclude', [4, 2, 4])
    expect(useExperiments.getState().exclude).toEqual([2, 4])
    use('force', [4])
    expect(useExperiments.getState()).toMatchObject({ exclude: [2], force: [4] })
    drop('force', 4)
    expect(useExperiments.getState().force).toEqual([])
  })

  it('is forgotten for another answer, and stays for the same', () => {
    useExperiments.getState().about(trace)
    useExperiments.getState().use('exclude', [1])
    useExperiments.getState().chooseTopK(32)
    useExperiments.getState().about(trace)
    expect(useExperiments.getState()).toMatchObject({ open: true, exclude: [1], topK: 32 })
    useExperiments.getState().about({ ...trace, generation: 1 })
    expect(useExperiments.getState()).toMatchObject({ exclude: [], topK: undefined })
  })
})
