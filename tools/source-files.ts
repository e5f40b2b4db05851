import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const ignored = /(^|\/)(node_modules|dist|\.git|millwright-data|data)(\/|$)/

/** Every TypeScript file of the repository, relative to its root, in order of name. */
export const sourceFiles = (): readonly string[] =>
  globSync('{spec,engine,connectors,apps,server,web,cli,demo,bench,tools}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: path => ignored.test(path),
  })
    .filter(file => !ignored.test(file))
    .toSorted()

export const readSource = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Module names that a file imports or re-exports, static and dynamic. */
export const importsOf = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?(?:\n[^'"]*?)?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ]
    .map(match => match[1] ?? match[2] ?? match[3] ?? '')
    .filter(name => name !== '')
