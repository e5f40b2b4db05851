import { Suspense, lazy, useCallback, useRef } from 'react'
import { ActionIcon, Menu, SegmentedControl, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useRunEditing } from '@millwright/web'
import type { Run } from '@millwright/spec'
import type { Chart } from '../../chart/chart.ts'
import type { ResultTable } from '../../execute/result-table.ts'
import { useTexts } from '../i18n/messages.ts'
import type { DrawnChart } from './chart-view.tsx'
import { downloadText, downloadUrl } from './download.ts'

const ChartView = lazy(() => import('./chart-view.tsx'))

/** The chart with its other types, and the ways to take it along. */
export const ChartPanel = (props: {
  readonly run: Run
  readonly chart: Chart
  readonly table: ResultTable
  readonly label: string
  readonly canEdit: boolean
}) => {
  const { run, chart } = props
  const t = useTexts()
  const { save, savingStep } = useRunEditing()
  const drawn = useRef<DrawnChart>(undefined)
  const keepDrawn = useCallback((result: DrawnChart) => {
    drawn.current = result
  }, [])
  const nameOf = (type: string): string => t.chart.types[type] ?? type
  const downloadSvg = async () => {
    const svg = await drawn.current?.toSvg()
    if (svg) downloadText(`${run.title}.svg`, svg, 'image/svg+xml')
  }
  const downloadPng = async () => {
    const url = await drawn.current?.toPngUrl()
    if (url) downloadUrl(`${run.title}.png`, url)
  }
  return (
    <figure className="cb-chart-panel">
      <div className="cb-chart-tools">
        {chart.alternatives.length > 1 && props.canEdit && (
          <SegmentedControl
            size="xs"
            aria-label={t.chart.type}
            disabled={savingStep === 'chart'}
            value={chart.type}
            onChange={value => {
              const type = chart.alternatives.find(item => item === value)
              if (type && type !== chart.type) void save('chart', { ...chart, type, spec: null })
            }}
            data={chart.alternatives.map(type => ({ value: type, label: nameOf(type) }))}
          />
        )}
        {chart.spec && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t.chart.download}>
                <IconDownload size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void downloadSvg()}>SVG</Menu.Item>
              <Menu.Item onClick={() => void downloadPng()}>PNG</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {chart.spec && (
        <Suspense fallback={<Skeleton height={260} radius="md" />}>
          <ChartView spec={chart.spec} table={props.table} label={props.label} onDrawn={keepDrawn} />
        </Suspense>
      )}
    </figure>
  )
}
