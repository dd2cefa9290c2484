/**
 * Every request has the same prefix, so that a document is read once: the chat template's opening, the instruction,
 * an empty line, the document. What is asked comes after it. The figures of the evidence measure (assets/models/…,
 * test/eval) were taken with this form: changing it means measuring again.
 */
export const INSTRUCTION = 'Read the document and answer the question.\n\n'

export const questionPrompt = (question: string) => `\n\nQuestion: ${question.trim()}`

export const summaryPrompt = (sentences: number) =>
  `\n\nQuestion: What are the main points of this document? Answer in ${sentences} short sentences.`
