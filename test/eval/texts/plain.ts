/** Paragraphs of a plain text file: blocks between empty lines, white space collapsed, rulers under headings dropped. */
export function paragraphsOfPlain(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((block) =>
      block
        .replace(/^\s*[=*~_-]{4,}\s*$/gm, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((paragraph) => /[A-Za-z]/.test(paragraph))
}
