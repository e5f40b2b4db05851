/** What may be calculated from cells. */
export const operations = [
  'change',
  'percent-change',
  'difference',
  'sum',
  'average',
  'ratio',
  'share',
] as const
export type Operation = (typeof operations)[number]
