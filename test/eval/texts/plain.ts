import { oneLine } from '../../../electron/shared/document/one_line'
/** Paragraphs of a plain text file: blocks between empty lines, white space collapsed, rulers under headings dropped. */
export function paragraphsOfPlain(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((block) => oneLine(block.replace(/^\s*[=*~_-]{4,}\s*$/gm, ' ')))
    .filter((paragraph) => /[A-Za-z]/.test(paragraph))
}
