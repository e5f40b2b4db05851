import type { LinkResult } from '../../../link/link.ts'
import type { Query } from '../../../query/query.ts'

/** What a question makes of the answers before, and the question without the words that say so: these change it further. */
export interface Recalled {
  readonly query: Query
  readonly lattice: LinkResult
}
