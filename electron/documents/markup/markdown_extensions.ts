import type { TokenizerAndRendererExtension, Tokens } from 'marked'

/** Marks of Markdown that marked doesn't know: footnotes and lists of definitions. */

/** Up to the next line that stands at the margin behind an empty one. */
const NOTE =
  /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?!\s*\n| {0,3}\[\^[^\]\s]+\]:).+|(?:\n[ \t]*)*\n(?: {2,}|\t).*)*)(?:\n|$)/

/** A reference keeps its mark, "[1]", and the note begins with it; `labels` are those that have a note. */
export function footnotes(labels: ReadonlySet<string>): TokenizerAndRendererExtension[] {
  return [
    {
      name: 'footnote',
      level: 'block',
      tokenizer(src) {
        const match = NOTE.exec(src)
        if (!match) return undefined
        const text = `\\[${match[1]}\\] ${match[2]!.replace(/^(?: {1,4}|\t)/gm, '')}`
        return { type: 'footnote', raw: match[0], tokens: this.lexer.blockTokens(text, []) }
      },
      renderer(token) {
        // an item without a mark of its own
        return `<dl><dd>${this.parser.parse(token.tokens ?? [])}</dd></dl>\n`
      },
    },
    {
      name: 'footnoteReference',
      level: 'inline',
      start: (src) => at(src.indexOf('[^')),
      tokenizer(src) {
        const match = /^\[\^([^\]\s]+)\](?!:)/.exec(src)
        return match && labels.has(match[1]!)
          ? { type: 'footnoteReference', raw: match[0], text: `[${match[1]}]` }
          : undefined
      },
      renderer: (token) => token.text as string,
    },
  ]
}

const at = (index: number): number | undefined => (index < 0 ? undefined : index)

/** A line that may be a term: none that begins another kind of block. */
const TERM = /(?!\s*(?:[-*+>#|:<=]|```|~~~|\d+[.)]\s|\[[^\]]+\]:)|(?: {4}|\t)).{1,100}\n/
/** Up to three terms, then lines that begin with a colon and a blank. */
const DEFINITIONS = new RegExp(
  `^((?:${TERM.source}){1,3})(?:[ \\t]*\\n)?((?: {0,3}:[ \\t]+.+(?:\\n(?!\\s*:[ \\t]|\\s*\\n).+)*(?:\\n|$))+)`,
)

/** "Term", then ": what it means", as in PHP Markdown Extra and Pandoc. */
export const definitionLists: TokenizerAndRendererExtension[] = [
  {
    name: 'definitions',
    level: 'block',
    tokenizer(src) {
      const match = DEFINITIONS.exec(src)
      if (!match) return undefined
      const inline = (text: string) => this.lexer.inlineTokens(text.trim(), [])
      const terms = match[1]!.trim().split('\n')
      const meanings = match[2]!.split(/^ {0,3}:[ \t]+/m).filter((text) => text.trim() !== '')
      const items = [...terms.map((text) => ['dt', text]), ...meanings.map((text) => ['dd', text])]
      return {
        type: 'definitions',
        raw: match[0],
        tokens: [],
        items: items.map(([name, text]) => ({ name, tokens: inline(text!) })),
      }
    },
    renderer(token) {
      const items = token.items as { name: string; tokens: Tokens.Generic[] }[]
      return `<dl>${items.map(({ name, tokens }) => `<${name}>${this.parser.parseInline(tokens)}</${name}>`).join('')}</dl>\n`
    },
  },
]
