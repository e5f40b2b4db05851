/** Pictures of pages in memory, the least used let go first. */
export interface PictureCache {
  get(revisionId: string, key: string): Uint8Array | undefined
  put(revisionId: string, key: string, picture: Uint8Array): void
  /** Nothing of these revisions is kept, also not what is drawn just now. Returns how many there were. */
  forget(revisionIds: readonly string[]): number
}

export const createPictureCache = (mostBytes = 64 * 1024 * 1024): PictureCache => {
  const pictures = new Map<string, { readonly revisionId: string; readonly picture: Uint8Array }>()
  const gone = new Set<string>()
  let bytes = 0
  const remove = (name: string): void => {
    bytes -= pictures.get(name)?.picture.byteLength ?? 0
    pictures.delete(name)
  }
  return {
    get: (revisionId, key) => {
      const name = `${revisionId} ${key}`
      const found = pictures.get(name)
      if (!found) return undefined
      pictures.delete(name)
      pictures.set(name, found)
      return found.picture
    },
    put: (revisionId, key, picture) => {
      const name = `${revisionId} ${key}`
      if (gone.has(revisionId) || picture.byteLength > mostBytes / 4) return
      remove(name)
      pictures.set(name, { revisionId, picture })
      bytes += picture.byteLength
      for (const oldest of pictures.keys()) {
        if (bytes <= mostBytes) break
        remove(oldest)
      }
    },
    forget: revisionIds => {
      for (const id of revisionIds) gone.add(id)
      const names = [...pictures].filter(([, { revisionId }]) => gone.has(revisionId)).map(([name]) => name)
      for (const name of names) remove(name)
      return names.length
    },
  }
}
