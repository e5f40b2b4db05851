type Listener = (event: { readonly data: unknown }) => void

/** The part of a `MessagePort` that pdf.js uses. */
export interface InThreadPort {
  postMessage(message: unknown): void
  addEventListener(name: string, listener: Listener, options?: { readonly signal?: AbortSignal }): void
  removeEventListener(name: string, listener: Listener): void
  terminate(): void
}

const hasField = <K extends string>(value: unknown, key: K): value is Record<K, unknown> =>
  typeof value === 'object' && value !== null && key in value

/** The worker empties the lists of a chunk of operators once it has posted them. */
const keepLists = (message: unknown): unknown => {
  if (!hasField(message, 'chunk') || !hasField(message.chunk, 'fnArray')) return message
  const { fnArray, argsArray } = message.chunk as { fnArray: unknown[]; argsArray?: unknown[] }
  return { ...message, chunk: { ...message.chunk, fnArray: [...fnArray], argsArray: [...(argsArray ?? [])] } }
}

/** A font marked as attached is not prepared for display: reading text needs its names and widths alone. */
const leaveFontUnprepared = (message: unknown): void => {
  if (!hasField(message, 'action') || message.action !== 'commonobj' || !hasField(message, 'data')) return
  const [, type, font] = Array.isArray(message.data) ? (message.data as unknown[]) : []
  if (type === 'Font' && hasField(font, 'extra') && hasField(font.extra, 'name'))
    Object.assign(font.extra, { attached: true })
}

/**
 * Two ports joined in one thread, the second for pdf.js's worker. Messages are handed over as they are, where pdf.js's
 * own port clones each: cloning, and preparing fonts for display, took a third of the time of reading a page.
 */
export const createInThreadPorts = (): readonly [InThreadPort, InThreadPort] => {
  const heardBy: readonly [Set<Listener>, Set<Listener>] = [new Set(), new Set()]
  const port = (own: Set<Listener>, send: (message: unknown) => void): InThreadPort => ({
    postMessage: send,
    addEventListener: (_, listener, options) => {
      own.add(listener)
      options?.signal?.addEventListener('abort', () => own.delete(listener))
    },
    removeEventListener: (_, listener) => void own.delete(listener),
    terminate: () => own.clear(),
  })
  const deliver = (to: Set<Listener>, data: unknown): void =>
    queueMicrotask(() => {
      for (const listener of to) listener({ data })
    })
  return [
    port(heardBy[0], message => deliver(heardBy[1], message)),
    port(heardBy[1], message => {
      leaveFontUnprepared(message)
      deliver(heardBy[0], keepLists(message))
    }),
  ]
}
