import type { SemanticModel } from '../model/semantic-model.ts'
import type { Atom, Link } from './link.ts'
import { nameIndexOf } from './name-index.ts'
import { toKeys } from './to-atoms.ts'

const thing = /^(parts?|pieces?|pcs|units?|items?|products?|goods)$/
/** Words before the thing that single none of them out. */
const ofAll =
  /^(good|ok|fine|sound|sellable|finished|total|the|of|more|fewer|whole|complete|single|individual|actual)$/
const making =
  /^(make|makes|made|making|produce|produces|produced|producing|manufacture|manufactured|machined|cast|turn|turned|churn|churned|complete|completed|finish|finished)$/
const spoiling = /^(scrap|scrapped|reject|rejected|waste|wasted|spoil|spoilt|spoiled|lose|lost)$/

/** Names of measures of what is made. */
const names = ['output', 'parts produced', 'parts made', 'production volume', 'units produced'].map(name =>
  toKeys(name).join(' '),
)

/** "did lathe 7 machine": the verb, where "each machine type" and "that machine" name a thing. */
const isMachining = (atoms: readonly Atom[], at: number): boolean =>
  atoms[at]?.norm === 'machine' &&
  atoms.slice(0, at).some(({ norm }) => /^(did|do|does|can|could|will)$/.test(norm)) &&
  !/^(a|an|the|each|every|per|which|what|by|of|this|that|our|one|any)$/.test(atoms[at - 1]?.norm ?? '')

/** "how many parts did line 3 make": the measure of what was made, not the kinds of products. */
export const linkProduced = (atoms: readonly Atom[], model: SemanticModel): readonly Link[] => {
  const isMade =
    atoms.some((atom, at) => making.test(atom.norm) || isMachining(atoms, at)) &&
    !atoms.some(atom => spoiling.test(atom.norm))
  if (!isMade) return []
  const targets = new Map(
    nameIndexOf(model)
      .forms.filter(form => form.target.kind === 'metric' && names.includes(form.keys.join(' ')))
      .map(form => [JSON.stringify(form.target), form.target]),
  )
  return atoms.flatMap((atom, at): readonly Link[] => {
    const isCounted = atom.norm === 'how' && atoms[at + 1]?.norm === 'many'
    const noun = [2, 3].find(length => thing.test(atoms[at + length]?.norm ?? ''))
    if (!isCounted || noun === undefined) return []
    const to = at + noun + 1
    // "how many drilled parts": which of them is said by a word of its own
    const from = noun === 3 && !ofAll.test(atoms[at + 2]?.norm ?? '') ? to - 1 : at
    const text = atoms
      .slice(from, to)
      .map(one => one.text)
      .join(' ')
    return [...targets.values()].map(target => ({
      from,
      to,
      text,
      target,
      score: 0.95,
      reason: 'what is made',
    }))
  })
}
