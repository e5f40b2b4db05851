import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const resultSchema = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
})

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Serious and critical findings of axe-core (WCAG 2.2 A and AA, contrast included). */
export const findViolations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe)
  const result = resultSchema.parse(await page.evaluate('axe.run(document)'))
  return result.violations
    .filter(violation => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap(violation =>
      violation.nodes.slice(0, 3).map(node => `${violation.id}: ${node.html} ${node.failureSummary ?? ''}`),
    )
}

/** Nothing is on its way any more, and colours have changed. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(300)
}

/** By how much the page is wider than the screen. */
export const overflowPx = async (page: Page): Promise<number> =>
  Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
