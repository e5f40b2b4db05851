/** Pixels as a canvas gives them: four bytes each, red, green, blue and opacity, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** Ink of a picture, one byte a pixel, in rows along which rules are looked for. */
interface Ink {
  readonly at: Uint8Array
  readonly width: number
  readonly height: number
}

interface Run {
  readonly row: number
  readonly from: number
  readonly to: number
  /** The run that its rule is named by; itself at first. */
  rule: Run
}

const luminanceAt = (data: Uint8ClampedArray, index: number): number =>
  0.299 * (data[index] ?? 255) + 0.587 * (data[index + 1] ?? 255) + 0.114 * (data[index + 2] ?? 255)

interface Levels {
  /** Brightest level of ink, 0–255. */
  readonly threshold: number
  /** Mean level of ink, and of all that is none. */
  readonly ink: number
  readonly paper: number
}

/** What parts dark from light best (N. Otsu, "A threshold selection method from gray-level histograms", 1979). */
const levelsOf = ({ data }: Pixels): Levels => {
  const histogram = new Float64Array(256)
  for (let index = 0; index < data.length; index += 4) {
    const level = Math.round(luminanceAt(data, index))
    histogram[level] = (histogram[level] ?? 0) + 1
  }
  const total = data.length / 4
  const sum = histogram.reduce((all, count, level) => all + count * level, 0)
  let [dark, darkSum, best] = [0, 0, -1]
  let levels: Levels = { threshold: 128, ink: 0, paper: 255 }
  for (const [level, count] of histogram.entries()) {
    dark += count
    darkSum += count * level
    if (dark === 0 || dark === total) continue
    const [ink, paper] = [darkSum / dark, (sum - darkSum) / (total - dark)]
    const between = dark * (total - dark) * (ink - paper) ** 2
    if (between > best) {
      best = between
      levels = { threshold: level, ink, paper }
    }
  }
  return levels
}

/**
 * Makes a picture grey, from black ink to white paper. Ink of one colour on a fill of another is read badly, and a fill that
 * is not white is taken for a photograph: what is not much darker than paper becomes paper.
 */
export const makeGrey = (pixels: Pixels): void => {
  const { threshold, ink, paper } = levelsOf(pixels)
  const white = threshold + 0.25 * (paper - threshold)
  const { data } = pixels
  for (let index = 0; index < data.length; index += 4) {
    const level = luminanceAt(data, index)
    data.fill((255 * (level - ink)) / Math.max(1, white - ink), index, index + 3) // the array keeps it within 0 and 255
  }
}

const inkOf = (pixels: Pixels): Ink => {
  const { data, width, height } = pixels
  const { threshold } = levelsOf(pixels)
  const at = new Uint8Array(width * height)
  for (let index = 0; index < at.length; index++)
    at[index] = luminanceAt(data, index * 4) <= threshold ? 1 : 0
  return { at, width, height }
}

const transposed = ({ at, width, height }: Ink): Ink => {
  const turned = new Uint8Array(at.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + y] = at[y * width + x] ?? 0
  return { at: turned, width: height, height: width }
}

const ruleOf = (run: Run): Run => {
  let root = run
  while (root.rule !== root) root = root.rule
  run.rule = root
  return root
}

/** Runs of ink of at least `least` pixels in one row. */
const runsIn = ({ at, width }: Ink, row: number, least: number): Run[] => {
  const runs: Run[] = []
  for (let x = 0; x < width; x++) {
    if (at[row * width + x] !== 1) continue
    const from = x
    while (x < width && at[row * width + x] === 1) x++
    if (x - from >= least) {
      const run = { row, from, to: x } as Run
      run.rule = run
      runs.push(run)
    }
  }
  return runs
}

/** Joins what touches from row to row: a rule that is not quite level goes on in the next one. */
const join = (runs: readonly Run[], above: readonly Run[]): void => {
  for (const run of runs)
    for (const other of above)
      if (run.from <= other.to && other.from <= run.to) ruleOf(run).rule = ruleOf(other)
}

/** Long thin stretches of ink along the rows, as the runs that they are made of. */
const rulesIn = (ink: Ink): Run[][] => {
  const longest = Math.max(ink.width, ink.height)
  const leastRun = Math.max(16, longest / 97)
  const leastLength = Math.max(60, longest / 23)
  const mostThickness = Math.max(4, longest / 230)
  const rules = new Map<Run, Run[]>()
  const all: Run[] = []
  let above: readonly Run[] = []
  for (let row = 0; row < ink.height; row++) {
    const runs = runsIn(ink, row, leastRun)
    join(runs, above)
    all.push(...runs)
    above = runs
  }
  for (const run of all) {
    const rule = ruleOf(run)
    rules.set(rule, [...(rules.get(rule) ?? []), run])
  }
  return [...rules.values()].filter(runs => {
    const length = Math.max(...runs.map(run => run.to)) - Math.min(...runs.map(run => run.from))
    const amount = runs.reduce((sum, run) => sum + run.to - run.from, 0)
    return length >= leastLength && amount / length <= mostThickness
  })
}

const paint = ({ data, width, height }: Pixels, x: number, y: number): void => {
  if (x < 0 || y < 0 || x >= width || y >= height) return
  data.fill(255, (y * width + x) * 4, (y * width + x) * 4 + 4)
}

/**
 * Paints rules white, along and across: recognition takes a ruled table for a drawing and leaves its words out. A rule is
 * a stretch of ink much longer than any stroke of a letter and thin all along, however a scan has turned it by a degree
 * or two.
 */
export const eraseRules = (pixels: Pixels): void => {
  const ink = inkOf(pixels)
  for (const runs of rulesIn(ink))
    for (const { row, from, to } of runs)
      for (let x = from - 1; x <= to; x++) for (const y of [row - 1, row, row + 1]) paint(pixels, x, y)
  for (const runs of rulesIn(transposed(ink)))
    for (const { row, from, to } of runs)
      for (let y = from - 1; y <= to; y++) for (const x of [row - 1, row, row + 1]) paint(pixels, x, y)
}
