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

/** "H~2~O", as Pandoc has it: behind a letter a figure or two are set low, not struck out. */
export function subscript(src: string, before = ''): Tokens.Del | undefined {
  const match = /[\p{L})\]]$/u.test(before) && /^~([\d+−-]{1,4}|[a-z]{1,2})~(?!~)/.exec(src)
  if (!match) return undefined
  const low = { type: 'html', raw: match[0], text: `<sub>${match[1]}</sub>`, block: false }
  return low as unknown as Tokens.Del // marked renders a token by its type
}

const ALERT = /^\[!(note|tip|important|warning|caution)\]\s*/i

/** What stands for something else: a heading's "{#name}" is an address, and "> [!WARNING]" a line of its own. */
export function readableToken(token: Tokens.Generic): void {
  if (token.type === 'heading') {
    const last = token.tokens?.at(-1)
    if (last?.type === 'text') last.text = (last.text as string).replace(/\s*\{[#.][^{}]*\}\s*$/, '')
  }
  const [first] = token.type === 'blockquote' ? ((token.tokens ?? []) as Tokens.Generic[]) : []
  const alert = first?.type === 'paragraph' && ALERT.exec(first.text as string)
  const text = first?.tokens?.[0]
  if (!alert || text?.type !== 'text') return
  text.text = (text.text as string).replace(ALERT, '')
  const name = alert[1]![0]!.toUpperCase() + alert[1]!.slice(1).toLowerCase()
  const line = { type: 'text', raw: name, text: name, escaped: true }
  token.tokens!.unshift({ type: 'paragraph', raw: name, text: name, tokens: [line] })
}

/** A line that may be a term: none that begins another kind of block. */
const TERM = /(?!\s*(?:[-*+>#|:<=]|```|~~~|\d+[.)]\s|\[[^\]]+\]:)|(?: {4}|\t)).{1,100}\n/
/** Up to three terms, then lines that begin with a colon and a blank. */
const DEFINITIONS = new RegExp(
  `^((?:${TERM.source}){1,3})(?:[ \\t]*\\n)?((?: {0,3}:[ \\t]+.+(?:\\n(?!\\s*:[ \\t]|\\s*\\n).+)*(?:\\n|$)(?:[ \\t]*\\n(?= {0,3}:[ \\t]))?)+)`,
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
