import type { SemanticModel } from '../model/semantic-model.ts'
import type { Atom, Link } from './link.ts'
import { nameIndexOf } from './name-index.ts'

const timesInside = /^[了过]?(?:几|多少)[次回趟遍批]$/u

/**
 * 停了几次机 counts what 停机 names: the noun behind the count stands for it. `atoms` are of the question; links of nouns to tables
 * and metrics.
 */
export const linkPartedNames = (atoms: readonly Atom[], model: SemanticModel): readonly Link[] => {
  const forms = nameIndexOf(model).forms.filter(({ isHan, target }) => isHan && target.kind === 'dataset')
  return atoms.flatMap((verb, from) =>
    [3, 4].flatMap((length): readonly Link[] => {
      const inside = atoms.slice(from + 1, from + length).map(atom => atom.text)
      const noun = atoms[from + length]
      if (verb.kind !== 'han' || noun?.kind !== 'han' || !timesInside.test(inside.join(''))) return []
      const name = `${verb.text}${noun.text}`
      return forms
        .filter(form => form.keys.join('') === name)
        .flatMap(({ target, score }) => [
          { from, to: from + 1, text: verb.text, target, score, reason: 'parted name' },
          {
            from: from + length,
            to: from + length + 1,
            text: noun.text,
            target,
            score,
            reason: 'parted name',
          },
        ])
    }),
  )
}
