import { useState } from 'react'
import { Badge, Button, Group, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useCan, useFormat, useNotify, useShellMessages } from '@millwright/web'
import type { Golden, GoldenPlace, Verdict } from '../../golden/golden.ts'
import { useTexts } from '../i18n/messages.ts'
import { useCorrectGolden, useForgetGolden } from './golden-queries.ts'
import { PlacePicker } from './place-picker.tsx'

const colors: Readonly<Record<Verdict, string>> = {
  right: 'green',
  near: 'yellow',
  wrong: 'red',
  abstained: 'gray',
}

/** A golden question: where its answer stands, and how it came out last. */
export const GoldenRow = ({ golden }: { readonly golden: Golden }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const format = useFormat()
  const can = useCan()
  const notify = useNotify()
  const forget = useForgetGolden(() => notify.done(t.golden.forgotten))
  const { place, last } = golden
  return (
    <article className="mw-panel mw-panel-pad" aria-label={golden.question}>
      <Group justify="space-between" gap="sm" align="start">
        <div className="cd-golden-text">
          <Text fw={560}>{golden.question}</Text>
          <Text size="sm" c="dimmed" lineClamp={3}>
            {place ? `${place.documentTitle}: “${place.quote}”` : t.golden.noAnswer}
          </Text>
          <Text size="sm" c="dimmed">
            {golden.createdBy.name} · {format.ago(golden.createdAt)}
          </Text>
        </div>
        <Group gap="xs">
          {last ? (
            <Badge color={colors[last.verdict]}>
              {t.golden.verdicts[last.verdict]} · {format.ago(last.at)}
            </Badge>
          ) : (
            <Badge color="gray">{t.golden.notChecked}</Badge>
          )}
          <Button component={Link} to={`/runs/${golden.runId}`} size="compact-md" variant="light">
            {t.golden.openAnswer}
          </Button>
          {can('documents.judge') && <CorrectButton golden={golden} />}
          {can('documents.judge') && (
            <Button
              size="compact-md"
              variant="subtle"
              color="red"
              loading={forget.isPending}
              onClick={() => forget.mutate(golden.id)}
            >
              {shell.common.remove}
            </Button>
          )}
        </Group>
      </Group>
    </article>
  )
}

/** Says that the answer stands elsewhere. */
const CorrectButton = ({ golden }: { readonly golden: Golden }) => {
  const t = useTexts()
  const notify = useNotify()
  const [isOpen, setOpen] = useState(false)
  const correct = useCorrectGolden(() => {
    notify.done(t.golden.corrected)
    setOpen(false)
  })
  const save = (place: GoldenPlace | null) => correct.mutate({ id: golden.id, place })
  return (
    <>
      <Button size="compact-md" variant="subtle" onClick={() => setOpen(true)}>
        {t.golden.correct}
      </Button>
      {isOpen && (
        <PlacePicker
          question={golden.question}
          isSaving={correct.isPending}
          onChoose={save}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
