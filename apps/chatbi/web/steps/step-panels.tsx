import { useMemo } from 'react'
import { useFormat, useLanguage, toJsonText } from '@millwright/web'
import type { StepPanel } from '@millwright/web'
import { localize } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { readChart, readCompile, readNarrate, readParse, readTable } from '../outputs.ts'
import { ChartStep } from './chart-step.tsx'
import { CompareStep } from './compare-step.tsx'
import { ExecuteStep } from './execute-step.tsx'
import { GuardStep } from './guard-step.tsx'
import { LinkStep } from './link-step.tsx'
import { NarrateStep } from './narrate-step.tsx'
import { ParseStep } from './parse-step.tsx'
import { SqlStep } from './sql-step.tsx'

/** How each step of a question is shown, in the order of its pipeline. */
export const useStepPanels = (skill?: string): readonly StepPanel[] => {
  const t = useTexts()
  const { language } = useLanguage()
  const format = useFormat()
  const panels = useMemo<readonly StepPanel[]>(
    () => [
      {
        name: 'link',
        title: t.steps.link,
        Body: LinkStep,
        isEditable: false,
        summarise: () => undefined,
        toText: toJsonText,
      },
      {
        name: 'parse',
        title: t.steps.parse,
        Body: ParseStep,
        isEditable: true,
        isOpenAtFirst: true,
        summarise: step => {
          const parse = readParse(step.output)
          return parse && localize(parse.reading, language)
        },
        toText: output => {
          const parse = readParse(output)
          return parse
            ? `${localize(parse.reading, language)}\n\n${toJsonText(parse.query)}`
            : toJsonText(output)
        },
      },
      {
        name: 'compile',
        title: t.steps.compile,
        Body: SqlStep,
        isEditable: true,
        isOpenAtFirst: true,
        summarise: step => readCompile(step.output)?.sql.replaceAll(/\s+/g, ' '),
        toText: output => readCompile(output)?.sql ?? toJsonText(output),
      },
      {
        name: 'guard',
        title: t.steps.guard,
        Body: GuardStep,
        isEditable: false,
        summarise: step => {
          const failed = step.checks.filter(check => check.verdict === 'fail').length
          return failed > 0 ? t.steps.checksFailed(failed) : t.steps.checksPassed(step.checks.length)
        },
        toText: toJsonText,
      },
      {
        name: 'compare',
        title: localize({ en: 'Comparing', zh: '比较' }, language),
        Body: CompareStep,
        isEditable: false,
        summarise: step => step.checks[0] && localize(step.checks[0].message, language),
        toText: toJsonText,
      },
      {
        name: 'execute',
        title: t.steps.execute,
        Body: ExecuteStep,
        isEditable: false,
        summarise: step => {
          const table = readTable(step.output)
          return table && t.table.rows(table.rowCount, format.number(table.rowCount))
        },
        toText: toJsonText,
      },
      {
        name: 'chart',
        title: t.steps.chart,
        Body: ChartStep,
        isEditable: true,
        summarise: step => {
          const chart = readChart(step.output)
          return chart && (t.chart.types[chart.type] ?? chart.type)
        },
        toText: output => toJsonText(readChart(output)?.spec ?? output),
      },
      {
        name: 'narrate',
        title: t.steps.narrate,
        Body: NarrateStep,
        isEditable: false,
        summarise: step => readNarrate(step.output)?.sentences[0]?.text,
        toText: output =>
          readNarrate(output)
            ?.sentences.map(sentence => sentence.text)
            .join('\n') ?? toJsonText(output),
      },
    ],
    [t, language, format],
  )
  return useMemo(() => panels.filter(({ name }) => stepsOf(skill).includes(name)), [panels, skill])
}

/** A question for causes is compared; every other is compiled, guarded and executed. */
const stepsOf = (skill: string | undefined): readonly string[] =>
  skill === 'chatbi.why'
    ? ['parse', 'compare', 'execute', 'chart', 'narrate']
    : ['link', 'parse', 'compile', 'guard', 'execute', 'chart', 'narrate']
