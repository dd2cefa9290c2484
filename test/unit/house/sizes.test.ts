import ts from 'typescript'
import { expect, it, vi } from 'vitest'
import { filesBelow, textOf } from './sources'

/** A file is read at one sitting, a function at a glance. A failure says what is longer, and how long. */

const FILE = 400
const FUNCTION = 60

// all of it is parsed, maybe on a machine with other work
vi.setConfig({ testTimeout: 180_000 })

const FOLDERS = ['electron', 'renderer', 'native', 'test']

it(`no file of code has more than ${FILE} lines`, () => {
  const files = FOLDERS.flatMap((folder) => filesBelow(folder, '.ts', '.tsx', '.mjs', '.cpp', '.h', '.css', '.py'))
  const lengths = files.map((file) => ({ file, lines: textOf(file).trimEnd().split('\n').length }))
  expect(lengths.filter(({ lines }) => lines > FILE).map(({ file, lines }) => `${file}: ${lines}`)).toEqual([])
})

it(`no function has more than ${FUNCTION} lines beside the table that it returns`, () => {
  const files = FOLDERS.flatMap((folder) => filesBelow(folder, '.ts', '.tsx'))
  expect(files.flatMap(longFunctions)).toEqual([])
})

function longFunctions(file: string): string[] {
  if (textOf(file).split('\n').length <= FUNCTION) return []
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true)
  const linesOf = (node: ts.Node) => lineAt(node.end) - lineAt(node.getStart()) + 1
  const lineAt = (at: number) => source.getLineAndCharacterOfPosition(at).line
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && nameOf(node)) {
      const table = returnedTable(node.body)
      const lines = linesOf(node) - (table ? linesOf(table) : 0)
      if (lines > FUNCTION) found.push(`${file}:${lineAt(node.getStart()) + 1} ${nameOf(node)}: ${lines}`)
    }
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

/** Its own, or that of the constant or property that holds it; callbacks have none. */
function nameOf(node: ts.SignatureDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  const owner = node.name ? node : node.parent
  const name = (owner as ts.NamedDeclaration).name
  return name && ts.isIdentifier(name) ? name.text : name?.getText()
}

/** The object or array literal in which a function ends: one entry after the other, however many. */
function returnedTable(body: ts.Node): ts.Expression | undefined {
  const last = ts.isBlock(body) ? body.statements.at(-1) : body
  let value = last && ts.isReturnStatement(last) ? last.expression : (last as ts.Expression | undefined)
  while (value && ts.isParenthesizedExpression(value)) value = value.expression
  return value && (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value)) ? value : undefined
}
