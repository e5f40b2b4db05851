/** The revision was deleted or cancelled while it was read: nothing of it is to be kept. */
export class RevisionGone extends Error {}

export const isRevisionGone = (error: unknown): boolean => error instanceof RevisionGone
