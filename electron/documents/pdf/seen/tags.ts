import type { PDFPageProxy } from 'pdfjs-dist'

/** A node of a tagged PDF's structure tree, or a leaf: content that a number in the page's drawing marks. */
interface Node {
  role?: string
  id?: string
  children?: Node[]
}

/**
 * The headings that a tagged PDF names: their levels by the number of the content that is marked so. Only headings are
 * taken from the tags: programs name these by what their writer chose, all else by how it looks.
 */
export async function taggedHeadings(page: PDFPageProxy): Promise<Map<number, number>> {
  const found = new Map<number, number>()
  const visit = (node: Node, level: number | undefined): void => {
    const own = levelOf(node.role) ?? level
    const mark = Number(/_mc(\d+)$/.exec(node.id ?? '')?.[1] ?? Number.NaN)
    if (own !== undefined && !Number.isNaN(mark)) found.set(mark, own)
    for (const child of node.children ?? []) visit(child, own)
  }
  const tree: Node | null = await page.getStructTree().catch(() => null)
  if (tree) visit(tree, undefined)
  return found
}

/** 1 is the highest. */
function levelOf(role: string | undefined): number | undefined {
  if (role === 'Title' || role === 'H') return 1
  const level = /^H([1-9])$/.exec(role ?? '')?.[1]
  return level === undefined ? undefined : Number(level)
}
