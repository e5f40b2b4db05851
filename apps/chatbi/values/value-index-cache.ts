import type { Role } from '@millwright/spec'
import type { ValueIndex } from '../link/value-index.ts'
import type { SemanticModel } from '../model/index.ts'
import type { FieldValues, ValueData } from './value-data.ts'
import { createValueIndex } from './value-index.ts'
import type { ValueStore } from './value-store.ts'

/** Values of datasets whose rows a rule restricts for the role: they stand in for those of all rows. */
export interface PermittedValues {
  readonly datasets: ReadonlySet<string>
  read(): Promise<readonly FieldValues[]>
}

/** Value indexes in memory, one a source, model version and role; the least recently asked leave first. */
export interface ValueIndexCache {
  /** The index for this model and role; an empty one while no values were built. */
  get(model: SemanticModel, role: Role, permitted?: PermittedValues): Promise<ValueIndex>
  /** Forgets what is held of the source: its values were built again. */
  renew(data: ValueData): void
  forget(sourceId: string): void
}

const emptyIndex: ValueIndex = { longestPhrase: 1, find: () => [] }

export const createValueIndexCache = (store: ValueStore, maxIndexes = 12): ValueIndexCache => {
  const indexes = new Map<string, Promise<ValueIndex>>()
  const forget = (sourceId: string): void => {
    for (const key of indexes.keys()) if (key.startsWith(`${sourceId}\u0000`)) indexes.delete(key)
  }
  const load = async (
    model: SemanticModel,
    role: Role,
    permitted: PermittedValues | undefined,
  ): Promise<ValueIndex | undefined> => {
    const data = await store.find(model.sourceId)
    if (data === undefined) return undefined
    const open = data.fields.filter(field => permitted?.datasets.has(field.dataset) !== true)
    const fields = [...open, ...((await permitted?.read()) ?? [])]
    return createValueIndex({ ...data, fields }, { role, model })
  }
  /** What could not be loaded is tried again the next time. */
  const loadInto = async (key: string, loading: Promise<ValueIndex | undefined>): Promise<ValueIndex> => {
    try {
      const loaded = await loading
      if (loaded === undefined) indexes.delete(key)
      return loaded ?? emptyIndex
    } catch (error) {
      indexes.delete(key)
      throw error
    }
  }
  return {
    get: (model, role, permitted) => {
      const key = `${model.sourceId}\u0000${model.version}\u0000${role}`
      const held = indexes.get(key) ?? loadInto(key, load(model, role, permitted))
      indexes.delete(key)
      indexes.set(key, held)
      for (const oldest of indexes.keys()) if (indexes.size > maxIndexes) indexes.delete(oldest)
      return held
    },
    renew: data => forget(data.sourceId),
    forget,
  }
}
