/**
 * Every request has the same prefix, so that a document is read once: the chat template's opening, the instruction,
 * an empty line, the document. What is asked comes after it. The figures of the evidence measure (assets/models/…,
 * test/eval) were taken with this form: changing it means measuring again.
 */
export const INSTRUCTION = 'Read the document and answer the question.\n\n'

/** What stands before a question's own words. */
export const QUESTION = '\n\nQuestion:'

export const questionPrompt = (question: string) => `${QUESTION} ${question.trim()}`

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** What a summary tells. */
export const SUBJECT = 'What is this document about?'

/**
 * Of six wordings tried on real texts this one made the built-in model write whole sentences and stop by itself.
 * `focus` is what the reader cares about, such as "only dates and obligations".
 */
export function summaryPrompt(sentences: number, focus?: string): string {
  const about = focus ? ` Focus on ${focus.trim()}.` : ''
  return `${QUESTION} ${SUBJECT} Write a summary of ${NUMBERS[sentences] ?? sentences} sentences.${about}`
}
