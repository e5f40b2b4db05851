import { useState } from 'react'
import { Button, Popover, Text, TextInput } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useSession } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { dayOf, endOfDay } from './scope.ts'

/** As of which day the documents are asked; today unless another is chosen. */
export const AsOfPicker = (props: {
  readonly asOf: string | undefined
  readonly onChange: (asOf: string | undefined) => void
}) => {
  const { asOf, onChange } = props
  const t = useTexts()
  const { now } = useSession()
  const [isOpen, setOpen] = useState(false)
  const day = asOf === undefined ? '' : dayOf(asOf)
  const shown = day === '' ? t.ask.asOfToday : t.ask.asOfDay(day)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" width={280} trapFocus withRoles={false}>
      <Popover.Target>
        <button
          type="button"
          className="mw-scope-picker"
          data-on={day !== '' || undefined}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => setOpen(open => !open)}
        >
          <IconCalendar size={16} aria-hidden="true" />
          <span>{shown}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t.ask.asOf}>
        <TextInput
          type="date"
          label={t.ask.asOf}
          max={dayOf(now)}
          value={day}
          onChange={event => {
            const { value } = event.currentTarget
            onChange(value === '' ? undefined : endOfDay(value))
          }}
        />
        <Text size="sm" c="dimmed" mt="xs">
          {t.ask.asOfHint}
        </Text>
        {day !== '' && (
          <Button
            mt="sm"
            size="compact-md"
            variant="light"
            onClick={() => {
              onChange(undefined)
              setOpen(false)
            }}
          >
            {t.ask.asOfClear}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
