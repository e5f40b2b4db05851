import { useState } from 'react'
import type { ReactNode } from 'react'
import { Loader, Menu, Popover, UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useLanguage } from '@millwright/web'
import type { SemanticModel } from '../../model/semantic-model.ts'
import type { Query } from '../../query/query.ts'
import { hasSeries, periodsOf } from '../../query/series.ts'
import { useTexts } from '../i18n/messages.ts'
import { DimensionEditor, LimitEditor, MeasureEditor, OrderEditor } from './chip-editors.tsx'
import { EditChip } from './edit-chip.tsx'
import { FilterEditor, toFilterDraft } from './filter-editor.tsx'
import * as edits from './query-edits.ts'
import { createQueryLabels } from './query-labels.ts'
import { CompareEditor, TimeEditor } from './time-editor.tsx'
import { rangeText } from './time-presets.ts'
import './query.css'

export interface QueryChipsProps {
  readonly query: Query
  readonly model: SemanticModel | undefined
  readonly isReadOnly: boolean
  readonly isSaving: boolean
  readonly onChange: (query: Query) => void
}

/** The query in words that can be clicked: what is measured, by what, of which rows, when, in which order. */
export const QueryChips = (props: QueryChipsProps) => {
  const t = useTexts()
  return (
    <div className="cb-chips" role="group" aria-label={t.query.title} aria-busy={props.isSaving}>
      <OutputChips {...props} />
      <RestrictionChips {...props} />
      <ShapeChips {...props} />
      {!props.isReadOnly && <AddChip {...props} />}
      {props.isSaving && <Loader size={16} aria-label={t.query.saving} />}
    </div>
  )
}

/** Applies a change and closes the popover. */
const applying = (props: QueryChipsProps, close: () => void) => (query: Query) => {
  close()
  props.onChange(query)
}

const OutputChips = (props: QueryChipsProps) => {
  const { query, model, isReadOnly, onChange } = props
  const t = useTexts()
  const labels = createQueryLabels(model, useLanguage().language)
  return (
    <>
      {query.measures.map((measure, index) => (
        <EditChip
          key={measure.id}
          kind="measure"
          label={labels.measure(measure.expression)}
          isReadOnly={isReadOnly}
          editor={close => (
            <MeasureEditor
              model={model}
              value={measure.expression}
              hasPeriods={periodsOf(query) !== undefined}
              onPick={picked => applying(props, close)(edits.setMeasure(query, index, picked))}
            />
          )}
          onRemove={query.measures.length > 1 ? () => onChange(edits.removeMeasure(query, index)) : undefined}
        />
      ))}
      {query.measures.length === 0 &&
        query.columns.map((column, index) => (
          <EditChip
            key={column.id}
            kind="column"
            label={labels.row(column.value)}
            isReadOnly={isReadOnly}
            onRemove={query.columns.length > 1 ? () => onChange(edits.removeColumn(query, index)) : undefined}
          />
        ))}
      {query.dimensions.map((dimension, index) => (
        <EditChip
          key={dimension.id}
          kind="dimension"
          prefix={t.query.by}
          label={labels.dimension(dimension)}
          isReadOnly={isReadOnly}
          editor={close => (
            <DimensionEditor
              model={model}
              value={dimension}
              onPick={shape => applying(props, close)(edits.setDimension(query, index, shape))}
            />
          )}
          onRemove={() => onChange(edits.removeDimension(query, index))}
        />
      ))}
    </>
  )
}

const RestrictionChips = (props: QueryChipsProps) => {
  const { query, model, isReadOnly, onChange } = props
  const t = useTexts()
  const labels = createQueryLabels(model, useLanguage().language)
  const { time } = query
  return (
    <>
      {query.filters.map((filter, index) => {
        const draft = toFilterDraft(filter)
        return (
          <EditChip
            key={`${index}-${JSON.stringify(filter)}`}
            kind="filter"
            label={labels.condition(filter)}
            isReadOnly={isReadOnly}
            editor={
              draft &&
              (close => (
                <FilterEditor
                  model={model}
                  value={draft}
                  onApply={condition => applying(props, close)(edits.setFilter(query, index, condition))}
                />
              ))
            }
            onRemove={() => onChange(edits.removeFilter(query, index))}
          />
        )
      })}
      {time && (
        <EditChip
          kind="time"
          prefix={t.query.when}
          label={rangeLabel(time.range)}
          isReadOnly={isReadOnly}
          editor={close => (
            <TimeEditor
              query={query}
              model={model}
              onApply={(field, range) => applying(props, close)(edits.setTime(query, field, range))}
            />
          )}
          onRemove={() => onChange(edits.removeTime(query))}
        />
      )}
      {time && query.compareTo && (
        <EditChip
          kind="time"
          prefix={t.query.comparedWith}
          label={rangeText(query.compareTo)}
          isReadOnly={isReadOnly}
          editor={close => (
            <CompareEditor
              range={time.range}
              onApply={range => applying(props, close)(edits.setCompare(query, range))}
            />
          )}
          onRemove={() => onChange(edits.removeCompare(query))}
        />
      )}
      {query.having.map((having, index) => (
        <EditChip
          key={index}
          kind="filter"
          label={labels.having(having)}
          isReadOnly={isReadOnly}
          onRemove={() => onChange(edits.removeHaving(query, index))}
        />
      ))}
    </>
  )
}

const rangeLabel = (range: {
  readonly text: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}) => {
  const dates = rangeText(range)
  return range.text === '' || range.text === dates ? dates : `${range.text} · ${dates}`
}

const ShapeChips = (props: QueryChipsProps) => {
  const { query, model, isReadOnly, onChange } = props
  const t = useTexts()
  const labels = createQueryLabels(model, useLanguage().language)
  return (
    <>
      {query.orderBy.map((order, index) => (
        <EditChip
          key={index}
          kind="order"
          prefix={t.query.sorted}
          label={labels.order(query, order)}
          isReadOnly={isReadOnly}
          editor={close => (
            <OrderEditor
              query={query}
              model={model}
              value={order}
              onPick={(id, direction) => applying(props, close)(edits.setOrder(query, id, direction))}
            />
          )}
          onRemove={() => onChange(edits.removeOrder(query, index))}
        />
      ))}
      {query.limit && (
        <EditChip
          kind="limit"
          label={t.query.first(query.limit.count)}
          isReadOnly={isReadOnly}
          editor={close => (
            <LimitEditor
              value={query.limit?.count}
              onPick={count => applying(props, close)(edits.setLimit(query, count))}
            />
          )}
          onRemove={() => onChange(edits.removeLimit(query))}
        />
      )}
    </>
  )
}

const parts = ['measure', 'dimension', 'filter', 'time', 'compare', 'order', 'limit'] as const
type Part = (typeof parts)[number]

/** Adds a part: first which, then the same editor that the chip has. */
const AddChip = (props: QueryChipsProps) => {
  const t = useTexts()
  const [part, setPart] = useState<Part>()
  const { query } = props
  const canAdd: Readonly<Record<Part, boolean>> = {
    measure: true,
    dimension: true,
    filter: true,
    time: !query.time,
    compare:
      query.time !== undefined &&
      !query.compareTo &&
      !query.measures.some(measure => hasSeries(measure.expression)),
    order: query.orderBy.length === 0,
    limit: !query.limit,
  }
  return (
    <Popover
      opened={part !== undefined}
      onChange={isOpen => !isOpen && setPart(undefined)}
      width={320}
      position="bottom-start"
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <Menu position="bottom-start" width={200}>
            <Menu.Target>
              <UnstyledButton className="cb-chip cb-chip-add" aria-label={t.query.add}>
                <IconPlus size={15} aria-hidden="true" />
                {t.query.add}
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown>
              {parts
                .filter(name => canAdd[name])
                .map(name => (
                  <Menu.Item key={name} onClick={() => setPart(name)}>
                    {t.query.partNames[name]}
                  </Menu.Item>
                ))}
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t.query.add}>
        {part && <AddEditor {...props} part={part} close={() => setPart(undefined)} />}
      </Popover.Dropdown>
    </Popover>
  )
}

const AddEditor = (
  props: QueryChipsProps & { readonly part: Part; readonly close: () => void },
): ReactNode => {
  const { query, model, part } = props
  const apply = applying(props, props.close)
  switch (part) {
    case 'measure':
      return (
        <MeasureEditor
          model={model}
          value={undefined}
          hasPeriods={periodsOf(query) !== undefined}
          onPick={picked => apply(edits.addMeasure(query, picked))}
        />
      )
    case 'dimension':
      return (
        <DimensionEditor
          model={model}
          value={undefined}
          onPick={shape => apply(edits.addDimension(query, shape))}
        />
      )
    case 'filter':
      return (
        <FilterEditor
          model={model}
          value={undefined}
          onApply={condition => apply(edits.addFilter(query, condition))}
        />
      )
    case 'time':
      return (
        <TimeEditor
          query={query}
          model={model}
          onApply={(field, range) => apply(edits.setTime(query, field, range))}
        />
      )
    case 'compare':
      return query.time ? (
        <CompareEditor range={query.time.range} onApply={range => apply(edits.setCompare(query, range))} />
      ) : null
    case 'order':
      return (
        <OrderEditor
          query={query}
          model={model}
          value={undefined}
          onPick={(id, direction) => apply(edits.setOrder(query, id, direction))}
        />
      )
    case 'limit':
      return <LimitEditor value={undefined} onPick={count => apply(edits.setLimit(query, count))} />
  }
}
