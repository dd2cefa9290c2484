import type { PDFPageProxy } from 'pdfjs-dist'
import type { Said } from '../paint/contents'

/** A node of a tagged PDF's structure tree, or a leaf: content that a number in the page's drawing marks. */
interface Node {
  role?: string
  id?: string
  /** What it means, or a description of it: pdf.js doesn't say which. */
  alt?: string
  children?: Node[]
}

/** What a tagged PDF says of a page's content, by the numbers that mark this. */
export interface Tags {
  /** Levels of headings. */
  headings: Map<number, number>
  said: Map<number, Said>
}

/** What these hold is no text: what is said of them describes them. */
const DESCRIBED = new Set(['Figure', 'Formula', 'Form', 'Link', 'Annot', 'Table'])

/**
 * The headings that a tagged PDF names, and what it says that its words mean. No more is taken from the tags: programs
 * name headings by what their writer chose, all else by how it looks.
 */
export async function tagsOf(page: PDFPageProxy): Promise<Tags> {
  const tags: Tags = { headings: new Map(), said: new Map() }
  const visit = (node: Node, level: number | undefined, around: Said | undefined): void => {
    const own = levelOf(node.role) ?? level
    const text = DESCRIBED.has(node.role ?? '') ? undefined : node.alt
    const said = around ?? (text === undefined ? undefined : { text, mayDescribe: true })
    const mark = Number(/_mc(\d+)$/.exec(node.id ?? '')?.[1] ?? Number.NaN)
    if (own !== undefined && !Number.isNaN(mark)) tags.headings.set(mark, own)
    if (said && !Number.isNaN(mark)) tags.said.set(mark, said)
    for (const child of node.children ?? []) visit(child, own, said)
  }
  const tree: Node | null = await page.getStructTree().catch(() => null)
  if (tree) visit(tree, undefined, undefined)
  return tags
}

/** 1 is the highest. */
function levelOf(role: string | undefined): number | undefined {
  if (role === 'Title' || role === 'H') return 1
  const level = /^H([1-9])$/.exec(role ?? '')?.[1]
  return level === undefined ? undefined : Number(level)
}
