import type { RuleContext } from '../grammar.ts'
import { onlyChildOf } from '../only-child.ts'

/** The datasets named, then those whose rows refer to what is named by a value: stops of a reason. */
export const withEvents = ({ view, datasets }: RuleContext): RuleContext => ({
  view,
  datasets: new Set([...datasets, ...[...datasets].flatMap(name => onlyChildOf(view, name) ?? [])]),
})
