import axe from 'axe-core'
import type { Page } from 'playwright'

/** By the debugger: the page's policy lets no foreign script in. */
export const loadAxe = (page: Page): Promise<unknown> => page.evaluate(axe.source)

/** What axe finds in a page as it is; loadAxe comes first. */
export async function violations(page: Page): Promise<string[]> {
  const results = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document))
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  )
}

export async function violationsInBothThemes(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await page.waitForTimeout(200) // colours change in 120 ms
    found.push(...(await violations(page)).map((one) => `${theme}: ${one}`))
  }
  return found
}
