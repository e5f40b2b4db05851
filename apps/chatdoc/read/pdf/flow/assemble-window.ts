import type { NewBlock } from '../../../document/block.ts'
import type { ReadPage } from '../read-pages.ts'
import { addWords, bodySizeOf } from './font-statistics.ts'
import type { DocumentState } from './document-state.ts'
import { headingSign, learnStyle, type HeadingContext } from './headings.ts'
import { holdBack, joinPages } from './join-pages.ts'
import { countPatterns, runningLines } from './running-heads.ts'
import type { PageDraft } from './text-draft.ts'
import { toBlocks } from './to-blocks.ts'
import { toDrafts } from './to-drafts.ts'

/** The drafts of the pages in order; a recognised page stands between those of its neighbours. */
type Stretch =
  | { readonly kind: 'drafts'; readonly drafts: readonly PageDraft[] }
  | { readonly kind: 'blocks'; readonly blocks: readonly NewBlock[] }

const stretchesOf = (pages: readonly ReadPage[], state: DocumentState): Stretch[] => {
  const stretches: Stretch[] = [{ kind: 'drafts', drafts: state.held }]
  for (const { layout, recognised } of pages) {
    if (recognised) stretches.push({ kind: 'blocks', blocks: recognised })
    if (!layout) continue
    const drafts = toDrafts(
      layout,
      runningLines(layout.edgeLines, state.patterns, bodySizeOf(state.statistics)),
    )
    const last = stretches.at(-1)
    if (last?.kind === 'drafts')
      stretches[stretches.length - 1] = { kind: 'drafts', drafts: [...last.drafts, ...drafts] }
    else stretches.push({ kind: 'drafts', drafts })
  }
  return stretches
}

const learnStyles = (
  drafts: readonly PageDraft[],
  state: DocumentState,
  context: HeadingContext,
): DocumentState => {
  let { styles } = state
  for (const draft of drafts) {
    const sign = draft.kind === 'text' ? headingSign(draft, context) : undefined
    if (sign && draft.kind === 'text') styles = learnStyle(styles, draft, sign)
  }
  return { ...state, styles: styles.slice(-60) }
}

export interface Assembled {
  readonly blocks: readonly NewBlock[]
  readonly state: DocumentState
}

/** The blocks of a window; what may go on after it stays in the state unless it is the last. */
export const assembleWindow = (
  pages: readonly ReadPage[],
  before: DocumentState,
  { outline, isLast }: { readonly outline: ReadonlyMap<string, number>; readonly isLast: boolean },
): Assembled => {
  const layouts = pages.flatMap(page => page.layout ?? [])
  let state: DocumentState = {
    ...before,
    statistics: layouts.reduce(
      (sum, layout) => addWords(sum, layout.upright.content.words),
      before.statistics,
    ),
    patterns: countPatterns(
      before.patterns,
      layouts.map(layout => layout.edgeLines),
    ),
  }
  const context = { statistics: state.statistics, outline }
  const stretches = stretchesOf(pages, state)
  const blocks: NewBlock[] = []
  let held: readonly PageDraft[] = []
  for (const [at, stretch] of stretches.entries()) {
    if (stretch.kind === 'blocks') {
      blocks.push(...stretch.blocks)
      continue
    }
    const joined = joinPages(stretch.drafts)
    state = learnStyles(joined, state, context)
    const isOpen = at === stretches.length - 1 && !isLast
    const parts = isOpen ? holdBack(joined) : { ready: joined, held: [] }
    held = parts.held
    const made = toBlocks(parts.ready, { ...context, ...state })
    state = { ...state, openList: made.openList, lists: made.lists }
    blocks.push(...made.blocks)
  }
  return { blocks, state: { ...state, held } }
}
