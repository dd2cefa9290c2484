/** A sentence of the document, short enough to be quoted within a sentence about it. */
export const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text)
