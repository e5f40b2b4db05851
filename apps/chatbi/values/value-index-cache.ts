import type { Role } from '@millwright/spec'
import type { ValueIndex } from '../link/value-index.ts'
import type { SemanticModel } from '../model/index.ts'
import type { ValueData } from './value-data.ts'
import { createValueIndex } from './value-index.ts'
import type { ValueStore } from './value-store.ts'

/** Value indexes in memory, one a source, model version and role; the least recently asked leave first. */
export interface ValueIndexCache {
  /** The index for this model and role; an empty one while no values were built. */
  get(model: SemanticModel, role: Role): Promise<ValueIndex>
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
  const load = async (model: SemanticModel, role: Role, key: string): Promise<ValueIndex> => {
    const data = await store.find(model.sourceId)
    if (data !== undefined) return createValueIndex(data, { role, model })
    indexes.delete(key)
    return emptyIndex
  }
  return {
    get: (model, role) => {
      const key = `${model.sourceId}\u0000${model.version}\u0000${role}`
      const held = indexes.get(key) ?? load(model, role, key)
      indexes.delete(key)
      indexes.set(key, held)
      for (const oldest of indexes.keys()) if (indexes.size > maxIndexes) indexes.delete(oldest)
      return held
    },
    renew: data => forget(data.sourceId),
    forget,
  }
}
