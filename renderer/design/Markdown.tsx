import { lexer, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode } from 'react'

/**
 * Markdown of our own files. Its tokens become elements one by one: no HTML is ever parsed, links are plain words, and
 * images are left out.
 */
export function Markdown({ text }: { text: string }) {
  return blocks(lexer(text))
}

function blocks(tokens: Token[]): ReactNode {
  return tokens.map((token, i) => <Fragment key={i}>{block(token)}</Fragment>)
}

function block(token: Token): ReactNode {
  switch (token.type) {
    case 'heading':
      return (token as Tokens.Heading).depth <= 1 ? <h3>{inline(token)}</h3> : <h4>{inline(token)}</h4>
    case 'paragraph':
      return <p>{inline(token)}</p>
    case 'list':
      return <ul>{(token as Tokens.List).items.map(item)}</ul>
    case 'table':
      return <Table table={token as Tokens.Table} />
    case 'code':
      return <pre>{(token as Tokens.Code).text}</pre>
    case 'blockquote':
      return <blockquote>{blocks((token as Tokens.Blockquote).tokens)}</blockquote>
    case 'hr':
      return <hr />
    case 'space':
      return null
    default:
      return inline(token)
  }
}

const item = ({ tokens }: Tokens.ListItem, i: number) => <li key={i}>{blocks(tokens)}</li>

const Table = ({ table: { header, rows } }: { table: Tokens.Table }) => (
  <table>
    <thead>
      <tr>
        {header.map((cell, i) => (
          <th key={i}>{inlines(cell.tokens)}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row, i) => (
        <tr key={i}>
          {row.map((cell, j) => (
            <td key={j}>{inlines(cell.tokens)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

function inlines(tokens: Token[]): ReactNode {
  return tokens.map((token, i) => <Fragment key={i}>{inlineOne(token)}</Fragment>)
}

const inline = (token: Token): ReactNode =>
  'tokens' in token && token.tokens ? inlines(token.tokens) : 'text' in token ? (token.text as string) : null

function inlineOne(token: Token): ReactNode {
  if (token.type === 'strong') return <strong>{inline(token)}</strong>
  if (token.type === 'em') return <em>{inline(token)}</em>
  if (token.type === 'codespan') return <code>{(token as Tokens.Codespan).text}</code>
  if (token.type === 'br') return <br />
  if (token.type === 'image' || token.type === 'html') return null
  return inline(token)
}
