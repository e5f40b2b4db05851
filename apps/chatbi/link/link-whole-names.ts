import type { Dataset, Field, SemanticModel } from '../model/semantic-model.ts'
import type { Atom, Link } from './link.ts'

const firstName = /(^|[ _])(first|given|fore|f)[ _]?name$/i
const lastName = /(^|[ _])(last|family|sur|l)[ _]?name$/i

/** Why a column of half a name is meant by words for the whole. */
export const wholeName = 'whole name'

/** "full names", where a table keeps first and last names: both. */
export const linkWholeNames = (atoms: readonly Atom[], model: SemanticModel): readonly Link[] =>
  atoms.flatMap((atom, from) => {
    const isWhole = /^(full|whole|complete)$/.test(atom.norm) && /^names?$/.test(atoms[from + 1]?.norm ?? '')
    if (!isWhole) return []
    const text = `${atom.text} ${atoms[from + 1]?.text ?? ''}`
    return model.datasets.flatMap(dataset =>
      halvesOf(dataset).map((field): Link => ({
        from,
        to: from + 2,
        text,
        target: { kind: 'field', field: { dataset: dataset.name, field: field.name } },
        score: 0.95,
        reason: wholeName,
      })),
    )
  })

/** The columns of first and of last names; none where one of them is missing. */
export const halvesOf = (dataset: Dataset): readonly Field[] => {
  const shown = dataset.hidden ? [] : dataset.fields.filter(field => !field.hidden)
  const named = (pattern: RegExp): Field | undefined => shown.find(field => pattern.test(field.label.en))
  const [first, last] = [named(firstName), named(lastName)]
  return first && last ? [first, last] : []
}
