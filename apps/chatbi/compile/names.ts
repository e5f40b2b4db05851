import { knownField } from './context.ts'
import type { Context } from './context.ts'
import type { BaseAggregate } from './measure.ts'
import type { NameChooser } from './row-source.ts'

/** A name for a CTE that no table and no other CTE has. */
export const freeName = (context: Context, wanted: string): string => {
  let name = wanted
  for (let n = 2; context.names.has(name.toLowerCase()); n++) name = `${wanted}_${n}`
  context.names.add(name.toLowerCase())
  return name
}

const nameOf = (context: Context, base: BaseAggregate): string => {
  if (base.aggregate === 'rows') return 'row_count'
  const field = base.value?.kind === 'field' ? knownField(context, base.value.field).column : 'value'
  return `${base.aggregate.replace('-', '_')}_${field}`
}

/** Names for one query; `given` are the base aggregates that are outputs as they stand. */
export const createNames = (
  context: Context,
  given: ReadonlyMap<string, string>,
  taken: readonly string[],
): NameChooser => {
  const used = new Set([...given.values(), ...taken])
  const bases = new Map(given)
  return {
    cte: wanted => freeName(context, wanted),
    base: base => {
      const known = bases.get(base.key)
      if (known !== undefined) return known
      const wanted = nameOf(context, base)
      let name = wanted
      for (let n = 2; used.has(name); n++) name = `${wanted}_${n}`
      used.add(name)
      bases.set(base.key, name)
      return name
    },
  }
}
