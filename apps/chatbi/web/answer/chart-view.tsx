import { useEffect, useRef, useState } from 'react'
import { Text, useComputedColorScheme } from '@mantine/core'
import embed from 'vega-embed'
import type { Config, VisualizationSpec } from 'vega-embed'
import type { Loader } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { chartColorsDark, chartColorsLight, useLanguage } from '@millwright/web'
import type { VegaLiteSpec } from '../../chart/chart.ts'
import type { ResultTable } from '../../execute/result-table.ts'
import { useTexts } from '../i18n/messages.ts'
import { toChartRows } from './chart-rows.ts'

/** A drawn chart, to be saved as a file. */
export interface DrawnChart {
  readonly toSvg: () => Promise<string>
  readonly toPngUrl: () => Promise<string>
}

const font =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

/** Below this width the legend stands under the chart. */
const narrowPx = 520

const chartConfig = (isDark: boolean, isNarrow: boolean): Config => {
  const ink = isDark ? '#c3cbcc' : '#485454'
  const line = isDark ? '#2b353a' : '#e4e8e6'
  const colours = isDark ? chartColorsDark : chartColorsLight
  return {
    background: 'transparent',
    font,
    padding: { left: 4, right: 8, top: 4, bottom: 4 },
    view: { stroke: 'transparent' },
    title: {
      color: isDark ? '#e3e8e8' : '#1b2426',
      fontSize: 14,
      fontWeight: 600,
      anchor: 'start',
      offset: 12,
    },
    axis: {
      labelColor: ink,
      titleColor: ink,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
      gridColor: line,
      domainColor: isDark ? '#44525a' : '#c3cac8',
      tickColor: isDark ? '#44525a' : '#c3cac8',
      labelPadding: 6,
      labelLimit: 190,
    },
    legend: {
      labelColor: ink,
      titleColor: ink,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
      symbolType: 'circle',
      ...(isNarrow ? { orient: 'bottom', columns: 2 } : {}),
    },
    header: { labelColor: ink, titleColor: ink },
    mark: { color: colours[0] ?? '#0072B2' },
    bar: { cornerRadiusEnd: 2 },
    line: { strokeWidth: 2.2 },
    text: { color: isDark ? '#e3e8e8' : '#1b2426' },
    range: { category: [...colours], heatmap: { scheme: isDark ? 'viridis' : 'tealblues' } },
  }
}

/** Fills the width that there is, unless the spec says otherwise, and draws the rows of the run. */
const fitted = (spec: VegaLiteSpec, table: ResultTable): VisualizationSpec => {
  const isComposed = ['facet', 'concat', 'hconcat', 'vconcat', 'repeat'].some(key => key in spec)
  const { background: _, ...rest } = spec
  const size = isComposed ? {} : { width: 'container', autosize: { type: 'fit-x', contains: 'padding' } }
  const data = { name: 'rows', values: toChartRows(table) }
  return { ...size, ...rest, data } as unknown as VisualizationSpec // what Vega-Lite rejects is shown as a problem below
}

/** On a dark surface the two blues of the palette change places: the darker one would be hard to see. */
const forDark = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(forDark)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, forDark(item)]))
  return typeof value === 'string' ? (bluesOnDark[value.toLowerCase()] ?? value) : value
}
const bluesOnDark: Readonly<Record<string, string>> = { '#0072b2': '#56B4E9', '#56b4e9': '#0072B2' }

const schemed = (spec: VegaLiteSpec, isDark: boolean): VegaLiteSpec => {
  const { data, ...drawn } = spec
  return isDark
    ? { data, ...Object.fromEntries(Object.entries(drawn).map(([key, item]) => [key, forDark(item)])) }
    : spec
}

/** A spec may name files and addresses; none is ever read. */
const noLoader = {
  load: () => Promise.reject(new Error('A chart reads no outside data.')),
  sanitize: () => Promise.reject(new Error('A chart opens no address.')),
  http: () => Promise.reject(new Error('A chart reads no outside data.')),
  file: () => Promise.reject(new Error('A chart reads no outside data.')),
  fileAccess: false,
  options: {},
}

/** Draws a Vega-Lite spec without evaluating any of its text as code (the page's policy forbids that). */
const ChartView = (props: {
  readonly spec: VegaLiteSpec
  readonly table: ResultTable
  readonly label: string
  readonly onDrawn?: (chart: DrawnChart) => void
}) => {
  const { spec, table, label, onDrawn } = props
  const t = useTexts()
  const { language } = useLanguage()
  const holder = useRef<HTMLDivElement>(null)
  const [problem, setProblem] = useState<string>()
  const isDark = useComputedColorScheme('light') === 'dark'
  useEffect(() => {
    const element = holder.current
    if (!element) return
    let isCurrent = true
    let dispose: (() => void) | undefined
    const draw = async () => {
      try {
        const result = await embed(element, fitted(schemed(spec, isDark), table), {
          mode: 'vega-lite',
          actions: false,
          ast: true,
          expr: expressionInterpreter,
          renderer: 'svg',
          loader: noLoader as unknown as Loader, // its optional members are never reached
          defaultStyle: false,
          config: chartConfig(isDark, element.clientWidth < narrowPx),
          tooltip: { theme: isDark ? 'dark' : 'light' },
          timeFormatLocale: language === 'zh' ? chineseTimes : englishTimes,
        })
        if (!isCurrent) return result.finalize()
        dispose = () => result.finalize()
        setProblem(undefined)
        onDrawn?.({
          toSvg: () => result.view.toSVG(),
          toPngUrl: () => result.view.toImageURL('png', 2),
        })
      } catch (error) {
        if (isCurrent) setProblem(error instanceof Error ? error.message : String(error))
      }
    }
    void draw()
    return () => {
      isCurrent = false
      dispose?.()
    }
  }, [spec, table, isDark, language, onDrawn])
  return (
    <>
      {problem !== undefined && (
        <Text size="sm" c="var(--mw-bad)" role="alert">
          {t.chart.cannotDraw} {problem}
        </Text>
      )}
      <div ref={holder} className="cb-chart" role="img" aria-label={label} hidden={problem !== undefined} />
    </>
  )
}

const days = ['日', '一', '二', '三', '四', '五', '六']
const months = Array.from({ length: 12 }, (_, index) => `${index + 1}月`)
const chineseTimes = {
  dateTime: '%Y年%-m月%-d日 %X',
  date: '%Y-%m-%d',
  time: '%H:%M:%S',
  periods: ['上午', '下午'],
  days: days.map(day => `星期${day}`),
  shortDays: days.map(day => `周${day}`),
  months,
  shortMonths: months,
}
const englishTimes = {
  dateTime: '%a %e %b %X %Y',
  date: '%Y-%m-%d',
  time: '%H:%M:%S',
  periods: ['AM', 'PM'],
  days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  shortDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
}

export default ChartView
