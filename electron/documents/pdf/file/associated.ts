import type { Objects } from './objects'
import { Bytes, type Dict, Ref, textOf, type Value } from './values'

/**
 * Names of the files that belong to the document or to one of its pages (PDF 2.0, 14.13, and PDF/A-3). pdf.js knows only
 * those that are in the document's own list as well.
 */
export async function associatedNames(objects: Objects, pages: readonly { num: number }[]): Promise<string[]> {
  const holders = [await objects.catalog()]
  for (const page of pages) holders.push(await objects.dict(new Ref(page.num)))
  const names: string[] = []
  for (const holder of holders) {
    for (const spec of await specsOf(objects, holder.get('AF'))) names.push(await nameOf(objects, spec))
  }
  return names.filter((name) => name !== '')
}

async function specsOf(objects: Objects, value: Value | undefined): Promise<Dict[]> {
  return value === undefined ? [] : Promise.all((await objects.list(value)).map((one) => objects.dict(one)))
}

async function nameOf(objects: Objects, spec: Dict): Promise<string> {
  for (const key of ['UF', 'F', 'Desc']) {
    const name = await objects.resolve(spec.get(key))
    if (name instanceof Bytes) return textOf(name)
  }
  return ''
}
