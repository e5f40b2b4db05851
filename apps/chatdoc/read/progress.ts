import { channel } from 'node:diagnostics_channel'

/**
 * Tells, within long work, that the reading goes on though no window is ready; what bounds its silence listens here.
 * `readingProgress.publish(undefined)` after each picture, page or thousand rows.
 */
export const readingProgress = channel('millwright:reading-progress')
