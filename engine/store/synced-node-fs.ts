import { fsyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** What the library's types leave out of its file system (Emscripten, library_nodefs.js). */
interface EmscriptenFiles {
  readonly filesystems: {
    readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number } }
  }
  readonly ErrnoError: new (errno: number) => Error
}

/** EIO in Emscripten's numbering (WASI). */
const ioError = 29

/**
 * The library's file system, with `fsync` passed on to the disk. Without it a commit outlives the process, but a
 * power cut could lose the last half minute or leave files that contradict each other.
 */
export class SyncedNodeFs extends NodeFS {
  override async init(...[database, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(database, options)
    const passOnSync = (module: { readonly FS: unknown }): void => {
      const files = module.FS as EmscriptenFiles // mounted by the line above this hook, in the library's own hook
      files.filesystems.NODEFS.stream_ops.fsync = stream => {
        try {
          fsyncSync(stream.nfd)
          return 0
        } catch {
          throw new files.ErrnoError(ioError)
        }
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), passOnSync] } }
  }
}
