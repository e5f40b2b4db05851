import type { LinkResult } from '../../../link/link.ts'
import type { ModelView } from '../../model-view.ts'
import type { EarlierQuery } from '../../parse-result.ts'
import { putTogether } from './put-together.ts'
import type { Recalled } from './recalled.ts'
import { setTwoAgainst } from './set-against.ts'
import { setBeside } from './set-beside.ts'
import { takeBack } from './take-back.ts'

type Rule = (lattice: LinkResult, view: ModelView, last: EarlierQuery) => Recalled | undefined

const rules: readonly Rule[] = [setTwoAgainst, putTogether, setBeside, takeBack]

/** What a question speaks of that lies further back than the last answer; undefined where it speaks of none such. */
export const recall: Rule = (lattice, view, last) => {
  for (const rule of rules) {
    const recalled = rule(lattice, view, last)
    if (recalled) return recalled
  }
  return undefined
}
