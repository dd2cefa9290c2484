import { collapseSpace } from '../../shared/document/characters'
import { codeLine, type TextBlock } from '../blocks'

/** TeX: its lines are broken anywhere, and mean something only where it says so. Formulas and most commands stay as they are. */

export const isTex = (text: string, file: string): boolean =>
  /\.(?:tex|ltx)$/i.test(file) || /^[ \t]*\\(?:documentclass|begin\{document\})/m.test(text.slice(0, 20_000))

const HEADING =
  /^\\(part|chapter|section|subsection|subsubsection|title)\*?(?:\[[^\]]*\])?\{((?:[^{}]|\{[^{}]*\})*)\}\s*(?:\\label\{[^{}]*\})?\s*$/
const LEVELS: Record<string, number> = { title: 1, part: 1, chapter: 1, section: 2, subsection: 3, subsubsection: 4 }
/** Commands that stand for themselves, with all behind them. */
const ALONE =
  /^\\(?:begin|end|documentclass|usepackage|newcommand|label|caption|maketitle|tableofcontents|bibliography|includegraphics|author|date|\[|\])/
const VERBATIM = /^\\begin\{(verbatim|lstlisting|minted|equation|align|gather|multline|eqnarray)(\*?)\}/

/** Paragraphs joined, items and rows each for itself, programs and formulas line by line. */
export function texBlocks(text: string, page: number): TextBlock[] {
  const blocks: TextBlock[] = []
  let open: string[] = []
  let kind: TextBlock['kind'] = 'prose'
  let until: string | undefined
  const close = () => {
    if (open.length > 0) blocks.push({ text: collapseSpace(readable(open.join(' '))), kind, page })
    open = []
    kind = 'prose'
  }
  const alone = (line: string) => {
    close()
    blocks.push({ text: codeLine(line), kind: 'item', page })
  }
  for (const written of text.split('\n')) {
    const line = until === undefined ? written.replace(/(?<!\\)%.*/, '').trim() : written
    const heading = HEADING.exec(line)
    const verbatim = VERBATIM.exec(line)
    if (until !== undefined) {
      alone(line)
      if (line.includes(until)) until = undefined
    } else if (line === '') {
      if (written.trim() === '') close() // a remark is no empty line
    } else if (heading) {
      close()
      blocks.push({ text: collapseSpace(readable(heading[2]!)), kind: 'heading', level: LEVELS[heading[1]!]!, page })
    } else if (ALONE.test(line)) {
      alone(line)
      if (verbatim && !line.includes('\\end{')) until = `\\end{${verbatim[1]}${verbatim[2]}}`
    } else {
      if (line.startsWith('\\item')) {
        close()
        kind = 'item'
      }
      open.push(line)
      if (line.endsWith('\\\\')) {
        kind = 'item'
        close()
      }
    }
  }
  close()
  return blocks
}

/** Signs that TeX writes otherwise than they are shown. */
const readable = (text: string): string =>
  text
    .replace(/^\\item(?:\[([^\]]*)\])?\s*/, (_, mark?: string) => `${mark ?? '•'} `)
    .replace(/(?<!\\)~/g, ' ')
    .replace(/\\([%&#_$])/g, '$1')
    .replace(/``(.{0,1000}?)''/g, '“$1”')
    .replace(/(?<!-)---(?!-)/g, '—')
    .replace(/(?<=\d)--(?=\d)/g, '–')
