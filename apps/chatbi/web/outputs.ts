import type { Run, Step } from '@millwright/spec'
import type { CompileOutput, LinkOutput, ParseOutput } from '../ask/step-outputs.ts'
import type { Chart } from '../chart/chart.ts'
import type { ResultTable } from '../execute/result-table.ts'
import type { Narration } from '../narrate/narration.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The current version of a step, where it was reached. */
export const stepOf = (run: Run, name: string): Step | undefined => run.steps.find(step => step.step === name)

/** Output of a step whose version still holds. */
const outputOf = (run: Run, name: string): Fields | undefined => {
  const step = stepOf(run, name)
  if (!step || step.state === 'failed' || step.state === 'superseded') return undefined
  return isFields(step.output) ? step.output : undefined
}

/** Output of `parse`. */
export const readParse = (output: unknown): ParseOutput | undefined =>
  isFields(output) && typeof output['decision'] === 'string'
    ? (output as unknown as ParseOutput) // the server checked it with the step's own schema; so below
    : undefined

export const readCompile = (output: unknown): CompileOutput | undefined =>
  isFields(output) && typeof output['sql'] === 'string' ? (output as unknown as CompileOutput) : undefined

export const readTable = (output: unknown): ResultTable | undefined =>
  isFields(output) && Array.isArray(output['columns']) && Array.isArray(output['rows'])
    ? (output as unknown as ResultTable)
    : undefined

export const readChart = (output: unknown): Chart | undefined =>
  isFields(output) && 'spec' in output && Array.isArray(output['alternatives'])
    ? (output as unknown as Chart)
    : undefined

export const readNarrate = (output: unknown): Narration | undefined =>
  isFields(output) && Array.isArray(output['sentences']) ? (output as unknown as Narration) : undefined

export const readLink = (output: unknown): LinkOutput | undefined =>
  isFields(output) && Array.isArray(output['sources']) ? (output as unknown as LinkOutput) : undefined

export interface RunOutputs {
  readonly parse: ParseOutput | undefined
  readonly compile: CompileOutput | undefined
  readonly table: ResultTable | undefined
  readonly chart: Chart | undefined
  readonly narrate: Narration | undefined
}

/** What the run has made so far. */
export const readOutputs = (run: Run): RunOutputs => ({
  parse: readParse(outputOf(run, 'parse')),
  compile: readCompile(outputOf(run, 'compile')),
  table: readTable(outputOf(run, 'execute')),
  chart: readChart(outputOf(run, 'chart')),
  narrate: readNarrate(outputOf(run, 'narrate')),
})

/** The sources that a run was asked to use; none means all of them. */
export const sourcesOf = (run: Run | undefined): readonly string[] => {
  const ids = run && isFields(run.input) ? run.input['sourceIds'] : undefined
  return Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : []
}

/** The question that a run answers. */
export const questionOf = (run: Run): string =>
  isFields(run.input) && typeof run.input['question'] === 'string' ? run.input['question'] : run.title
