/** What one check of the doctor found. `fix` says what to do where the verdict is not `pass`. */
export interface Finding {
  readonly name: string
  readonly verdict: 'pass' | 'warn' | 'fail'
  readonly message: string
  readonly fix?: string
}

const gibibyte = 1024 ** 3

/** Bytes as a person reads them. */
export const toGib = (bytes: number): string => `${(bytes / gibibyte).toFixed(1)} GiB`

/** A finding by how much of something there is: enough, little, or too little. */
export const judgeAmount = (options: {
  readonly name: string
  readonly bytes: number
  readonly enoughGib: number
  readonly leastGib: number
  readonly message: string
  readonly fix: string
}): Finding => {
  const { name, bytes, enoughGib, leastGib, message, fix } = options
  if (bytes >= enoughGib * gibibyte) return { name, verdict: 'pass', message }
  return { name, verdict: bytes >= leastGib * gibibyte ? 'warn' : 'fail', message, fix }
}
