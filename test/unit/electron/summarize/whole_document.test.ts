import { expect, test } from 'vitest'
import { asksOfTheWhole } from '../../../../electron/summarize/whole_document'

test.each([
  'What is this document about?',
  'Summarize the agreement.',
  'Give me a short summary of the main points, please',
  'What’s the gist of it?',
  'What is the purpose of this letter?',
  'Describe the topic in two sentences.',
  'Worum geht es in diesem Vertrag?',
  'Résume le document',
  '¿De qué trata este documento?',
])('%s asks for the whole document', (question) => {
  expect(asksOfTheWhole(question)).toBe(true)
})

test.each([
  'What does the agreement say about fuel?',
  'What is the rent?',
  'What is the main building made of?',
  'Who wrote the summary?',
  'What is this?',
  'Is the letter in general use?',
  'What is the deposit about?',
  '',
])('%s asks for something in it', (question) => {
  expect(asksOfTheWhole(question)).toBe(false)
})
