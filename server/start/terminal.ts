/** Where progress is shown to the person who started the server. */
export interface Terminal {
  say(line: string): void
  /** Shows work in progress: `fraction` in 0..1, absent where the total is unknown. */
  progress(message: string, fraction?: number): void
}

interface Output {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

const barWidth = 30

/** On a terminal a bar that moves; elsewhere one line at each tenth, so that a log stays readable. */
export const createTerminal = (output: Output): Terminal => {
  let bar = ''
  let lastStep = ''
  const clear = (): void => {
    if (bar !== '') output.write(`\r${' '.repeat(bar.length)}\r`)
    bar = ''
  }
  return {
    say: line => {
      clear()
      output.write(`${line}\n`)
    },
    progress: (message, fraction) => {
      if (output.isTTY === true) {
        clear()
        bar = toBar(message, fraction)
        output.write(bar)
        return
      }
      const step = fraction === undefined ? message : `${message} ${Math.floor(fraction * 10) * 10} %`
      if (step !== lastStep) output.write(`${step}\n`)
      lastStep = step
    },
  }
}

const toBar = (message: string, fraction: number | undefined): string => {
  if (fraction === undefined) return `${message} …`
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth)
  return `[${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}] ${Math.round(fraction * 100)} % ${message}`
}
