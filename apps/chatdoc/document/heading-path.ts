import type { Block } from './block.ts'

/**
 * The headings above each block, outermost first, by the block's id. A heading's own text is not in its path; blocks
 * before the first heading have an empty path.
 */
export const headingPathOf = (blocks: readonly Block[]): Map<string, readonly string[]> => {
  const paths = new Map<string, readonly string[]>()
  let open: readonly { readonly level: number; readonly text: string }[] = []
  let path: readonly string[] = []
  const reopen = (headings: typeof open): void => {
    open = headings
    path = headings.map(heading => heading.text)
  }
  for (const block of blocks) {
    if (block.kind === 'heading') reopen(open.filter(heading => heading.level < block.level))
    paths.set(block.id, path)
    if (block.kind === 'heading') reopen([...open, { level: block.level, text: block.text }])
  }
  return paths
}
