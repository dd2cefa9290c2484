import { describe, expect, it } from 'vitest'
import { markTokens } from '../../../../electron/engine/thinking_marks'
import { answerUnits, tokenStarts } from '../../../../electron/summarize/answer'
import { AnswerText } from '../../../../electron/summarize/answer_text'
import { splitThinking, type ThinkingMode } from '../../../../electron/summarize/thinking'

/** What is thought and what is answered of a whole text. */
function parts(text: string, mode?: ThinkingMode) {
  const { block, answerAt, isHeld } = splitThinking(text, mode)
  return {
    thought: block && text.slice(block.from, block.to),
    closed: block?.isClosed,
    answer: text.slice(answerAt),
    isHeld,
  }
}
const NOTHING = { thought: undefined, closed: undefined, isHeld: false }

describe('a thinking block', () => {
  it('is told from the answer after it, whoever begins it', () => {
    const expected = { thought: 'It says May.', closed: true, answer: '\n\nIn May.', isHeld: false }
    expect(parts('<think>It says May.</think>\n\nIn May.')).toEqual(expected)
    expect(parts(' \n<think>It says May.</think>\n\nIn May.')).toEqual(expected)
    expect(parts('It says May.</think>\n\nIn May.', { isOpened: true })).toEqual(expected)
    expect(parts('<think>It says May.</think>\n\nIn May.', { isOpened: true })).toEqual(expected)
  })

  it('that ends without a beginning is one where the model can think, and else words like others', () => {
    expect(parts('It says May.</think>In May.', { isPossible: true })).toMatchObject({ thought: 'It says May.' })
    const answer = 'The mark </think> ends it.'
    expect(parts(answer)).toEqual({ ...NOTHING, answer })
  })

  it('goes on in another that follows at once; later ones are the answer’s own words', () => {
    expect(parts('<think>A</think>\n<think>B</think>C')).toMatchObject({ thought: 'A</think>\n<think>B', answer: 'C' })
    expect(parts('<think>A</think>\n<think>B')).toMatchObject({ closed: false, answer: '' })
    expect(parts('It is <think>.')).toEqual({ ...NOTHING, answer: 'It is <think>.' })
  })

  it('is known by other models’ marks too, each by its own end', () => {
    for (const [open, close] of [
      ['<thinking>', '</thinking>'],
      ['<seed:think>', '</seed:think>'],
      ['[THINK]', '[/THINK]'],
      ['<mm:think>', '</mm:think>'],
      ['<think:opensource>', '</think:opensource>'],
      ['<|START_THINKING|>', '<|END_THINKING|>'],
      ['<|channel>thought', '<channel|>'],
    ] as const) {
      expect(parts(`${open}It says May.${close}In May.`)).toMatchObject({ thought: 'It says May.', answer: 'In May.' })
      expect(parts(`${open}It says May.${close.slice(0, -1)}`)).toMatchObject({ thought: 'It says May.', answer: '' })
    }
    expect(parts('<think>A [/THINK] b</think>C')).toMatchObject({ thought: 'A [/THINK] b', answer: 'C' })
    expect(parts('A</thinking>C', { isOpened: true })).toMatchObject({ thought: 'A', answer: 'C' })
  })

  it('may be a message of its own', () => {
    const thought = '<|channel|>analysis<|message|>It says May.'
    const end = '<|end|><|start|>assistant<|channel|>final<|message|>'
    const mode = { isPossible: true }
    expect(parts(`${thought}${end}In May.`, mode)).toMatchObject({ thought: 'It says May.', answer: 'In May.' })
    expect(parts(`<|channel|>final<|message|>In May.`, mode)).toMatchObject({ thought: '', answer: 'In May.' })
    for (const length of [1, 7, 20, end.length - 1]) {
      expect(parts(thought + end.slice(0, length), mode)).toMatchObject({ thought: 'It says May.', closed: false })
    }
  })

  it('is known by control tokens, of channels only where the template has them', () => {
    expect([...markTokens('')]).toEqual(expect.arrayContaining(['<think>', '[/THINK]', '<channel|>']))
    const channels = ['<|channel|>', '<|message|>', '<|end|>', '<|start|>']
    for (const token of channels) expect(markTokens('')).not.toContain(token)
    expect([...markTokens('<|channel|>final<|message|>')]).toEqual(expect.arrayContaining(channels))
  })

  it('without an end is no answer, and half a mark is no thought', () => {
    expect(parts('<think>It says</thi')).toEqual({ thought: 'It says', closed: false, answer: '', isHeld: false })
    expect(parts('a < b', { isOpened: true })).toMatchObject({ thought: 'a < b', closed: false })
  })

  it('may be about to begin', () => {
    expect(parts(' <thi')).toMatchObject({ isHeld: true })
    expect(parts('<think>A</think>\n<t')).toMatchObject({ isHeld: true })
    expect(parts('<this')).toMatchObject({ isHeld: false })
  })
})

/** Tokens as they come, and what each of them added to the answer. */
function said(pieces: readonly (string | Uint8Array)[], mode?: ThinkingMode) {
  const answer = new AnswerText(mode)
  const told = pieces.map((piece, i) => answer.push(i, Buffer.from(piece as string)))
  return { answer, told }
}

describe('tokens of an answer with thinking', () => {
  // marks are cut by tokens, and one token ends the thinking and begins the answer
  const PIECES = [
    '<',
    'think',
    '>\n',
    'It',
    ' says',
    ' Jü',
    'ni',
    '.\n</',
    'think',
    '>\n\n',
    'In',
    ' June',
    '.',
    ' Yes',
    '.',
  ]

  it('are told as they come, without the thinking', () => {
    const { answer, told } = said(PIECES)
    expect(told.join('')).toBe('\n\nIn June. Yes.')
    expect(told.slice(0, 9)).toEqual(Array(9).fill(''))
    expect(answer.thinking).toEqual({
      text: 'It says Jüni.',
      tokens: 10,
      tokenStarts: [0, 0, 0, 0, 2, 7, 10, 12, 13, 13, 13],
      isClosed: true,
    })
  })

  it('belong to sentences of the answer only, by their place among all tokens', () => {
    const { answer } = said(PIECES)
    expect(answerUnits(answer)).toEqual([
      { text: 'In June.', from: 10, to: 13 },
      { text: 'Yes.', from: 13, to: 15 },
    ])
    expect(tokenStarts(answer)).toEqual([...Array(11).fill(0), 2, 7, 8, 12, 13])
  })

  it('are whole where the model thought without an end', () => {
    const { answer, told } = said(['It', ' says', ' <'], { isOpened: true })
    expect({ told: told.join(''), text: answer.text, units: answerUnits(answer) }).toEqual({
      told: '',
      text: '',
      units: [],
    })
    expect(answer.thinking).toMatchObject({ text: 'It says', tokens: 3, isClosed: false })
    expect(answer.isThinking).toBe(true)
  })

  it('that look like a mark and are none are told once that is known', () => {
    const { answer, told } = said(['<', 'th', 'is', '>'])
    expect(told).toEqual(['', '', '<this', '>'])
    answer.dropRest()
    expect({ text: answer.text, thinking: answer.thinking }).toEqual({ text: '<this>', thinking: undefined })
    const cut = said(['<', 'th']).answer
    cut.dropRest()
    expect(cut.text).toBe('<th')
  })

  it('of thinking stay when the answer after it is cut', () => {
    const { answer } = said(['<think>', 'A.', '</think>', 'So', '.', ' So', '.'])
    answer.dropRest()
    expect({ text: answer.text, tokens: answer.ids.length, thought: answer.thought }).toEqual({
      text: 'So.',
      tokens: 5,
      thought: 3,
    })
    const loop = said(['<think>', ' a', ' b', ' a', ' b']).answer
    loop.keep(3)
    expect(loop.thinking).toMatchObject({ text: 'a b', tokens: 3, isClosed: false })
  })

  it('ended late turn what was told into thinking', () => {
    const { answer } = said(['It', ' is', '.', ' So', '</think>', 'Yes', '.'], { isPossible: true })
    expect(answerUnits(answer)).toEqual([{ text: 'Yes.', from: 5, to: 7 }])
  })
})
