import { describe, expect, it } from 'vitest'
import { AnswerText, isOver } from '../../../../electron/summarize/answer_text'

/** An answer of which every word is a token. */
function spoken(text: string): AnswerText {
  const answer = new AnswerText()
  for (const [i, word] of (text.match(/\s*\S+|\s+$/g) ?? []).entries()) answer.push(i, Buffer.from(word))
  return answer
}

function expectWhole({ text, ids, offsets }: AnswerText): void {
  expect(offsets.length).toBe(ids.length + 1)
  expect(offsets.at(-1)).toBe(Buffer.byteLength(text))
  expect([...offsets]).toEqual([...offsets].sort((a, b) => a - b))
}

describe('the text of an answer', () => {
  it('holds characters back until their last byte has come', () => {
    const answer = new AnswerText()
    const bytes = Buffer.from('é漢')
    expect(answer.push(1, bytes.subarray(0, 1))).toBe('')
    expect(answer.push(2, bytes.subarray(1, 3))).toBe('é')
    expect(answer.push(3, bytes.subarray(3))).toBe('漢')
    expect(answer.offsets).toEqual([0, 1, 3, 5])
  })

  it('drops a sentence that was said before, with its tokens', () => {
    const answer = spoken('The pier is new. It is long. The pier is new.')
    answer.dropRest()
    expect(answer.text).toBe('The pier is new. It is long.')
    expect(answer.ids).toEqual([0, 1, 2, 3, 4, 5, 6])
    expectWhole(answer)
  })

  it('keeps its first tokens, and of the last no half character', () => {
    const answer = spoken('It was built in 1904 and was')
    answer.keep(3)
    expect(answer.text).toBe('It was built')
    expectWhole(answer)
    const cut = new AnswerText()
    for (const [i, byte] of [...Buffer.from('aé')].entries()) cut.push(i, Buffer.of(byte))
    cut.keep(2)
    expect(cut.text).toBe('a')
    expectWhole(cut)
  })

  it('drops a question that the model asks itself', () => {
    const answer = spoken('It was built in 1904.\n\nQuestion: Who built it?')
    answer.dropRest()
    expect(answer.text).toBe('It was built in 1904.')
    expect(answer.ids.length).toBe(5)
    expectWhole(answer)
  })

  it('keeps everything else', () => {
    const answer = spoken('The Question: why? It is not known.')
    answer.dropRest()
    expect(answer.text).toBe('The Question: why? It is not known.')
    expectWhole(answer)
  })

  it('may be nothing but a question', () => {
    const answer = spoken('\n\nQuestion: Who?')
    answer.dropRest()
    expect(answer.text).toBe('')
    expect(answer.ids).toEqual([])
    expect(answer.offsets).toEqual([0])
  })
})

describe('an answer is over', () => {
  it.each([
    ['The pier is new. The pier is new.', true],
    ['The pier is new. THE PIER IS NEW!', true],
    ['Yes.\n\nQuestion:', true],
    ['The pier is new. The pier is old.', false],
    ['', false],
  ])('%j: %s', (text, over) => expect(isOver(text)).toBe(over))
})
