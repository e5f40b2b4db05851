import type { Actor } from '@millwright/spec'

/** The product itself: it looks after the library, and may see all of it. */
export const itself: Actor = { personId: 'system', name: 'Millwright', role: 'administrator', via: 'system' }
