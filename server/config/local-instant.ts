/** The instant that a time text means: its own zone where it names one, else `timeZone`. */
export const toInstant = (text: string, timeZone: string): Date => {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return new Date(text)
  const asUtc = Date.parse(`${text}Z`)
  // the offset is that of the instant sought, so a second look settles times near a change of offset
  const first = asUtc - offsetMs(asUtc, timeZone)
  return new Date(asUtc - offsetMs(first, timeZone))
}

const offsetMs = (instantMs: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instantMs)
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find(candidate => candidate.type === type)?.value)
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - Math.floor(instantMs / 1000) * 1000
}
