import type { Dataset } from '../model/semantic-model.ts'
import { findDataset } from '../query/find-in-model.ts'
import type { Atom, Link } from './link.ts'
import type { ValueLinkOptions } from './link-values.ts'
import { toKeys } from './to-atoms.ts'

const hanNouns = /(工单|订单|单据|单子|单|记录|件)/u

/** What a table's rows are: the last word of its names, 单 of 维修工单. */
const isNounOf = (dataset: Dataset, text: string): boolean => {
  const names = [dataset.label.en, dataset.label.zh ?? '', ...dataset.synonyms]
  if (/\p{Script=Han}/u.test(text)) {
    const head = text.replace(/子$/, '')
    return hanNouns.test(text) && names.some(name => name.endsWith(head))
  }
  const key = toKeys(text).at(-1)
  return names.some(name => toKeys(name).length > 1 && toKeys(name).at(-1) === key)
}

/**
 * 保养单, "preventive orders", "corrective jobs": a noun right behind a value names the rows that have the value, though other
 * rows are called so as well. `values` are the values that are linked already.
 */
export const linkRowNouns = ({ atoms, model }: ValueLinkOptions, values: readonly Link[]): readonly Link[] =>
  values.flatMap(({ to: from, target, score }) => {
    const dataset =
      target.kind === 'value' && score >= 0.85 ? findDataset(model, target.field.dataset) : undefined
    if (!dataset || dataset.hidden) return []
    return [2, 1].flatMap((length): readonly Link[] => {
      const noun = atoms.slice(from, from + length)
      const text = textOf(noun)
      return noun.length === length && isNoun(noun) && isNounOf(dataset, text)
        ? [
            {
              from,
              to: from + length,
              text,
              target: { kind: 'dataset', dataset: dataset.name },
              score: 0.96,
              reason: 'noun of the rows',
            },
          ]
        : []
    })
  })

const isNoun = (atoms: readonly Atom[]): boolean =>
  atoms.every(atom => atom.kind === 'han') || (atoms.length === 1 && atoms[0]?.kind === 'word')

const textOf = (atoms: readonly Atom[]): string => atoms.map(atom => atom.text).join('')
