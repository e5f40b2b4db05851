import { useState } from 'react'
import { Button, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { useCan, useFormat, useLocalize, useNotify, useShellMessages } from '@millwright/web'
import type { DocumentDetail, Revision } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useRevision } from '../library-queries.ts'
import { useChangeDocument } from './library-changes.ts'

/** Title, equipment, the facts of the file, and what was not read surely. */
export const AboutPanel = ({
  document,
  shown,
}: {
  readonly document: DocumentDetail
  readonly shown: Revision
}) => {
  const t = useTexts()
  const format = useFormat()
  const can = useCan()
  return (
    <Stack gap="lg">
      {can('documents.write') && <WordsForm document={document} />}
      <dl className="mw-about">
        <dt>{t.document.file}</dt>
        <dd className="mw-break">{document.name}</dd>
        {!can('documents.write') && document.equipment.length > 0 && (
          <>
            <dt>{t.steps.equipment}</dt>
            <dd>{document.equipment.join(', ')}</dd>
          </>
        )}
        <dt>{t.document.format}</dt>
        <dd>{shown.format}</dd>
        <dt>{t.document.size}</dt>
        <dd className="mw-num">{format.number(shown.sizeBytes / 1024, 1)} KiB</dd>
        {shown.pageCount > 0 && (
          <>
            <dt>{t.library.pages}</dt>
            <dd className="mw-num">{format.number(shown.pageCount)}</dd>
          </>
        )}
        <dt>SHA-256</dt>
        <dd className="mw-break">
          <code>{shown.contentHash}</code>
        </dd>
      </dl>
      {shown.state === 'ready' && <Notices revisionId={shown.id} />}
    </Stack>
  )
}

const WordsForm = ({ document }: { readonly document: DocumentDetail }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const notify = useNotify()
  const change = useChangeDocument(document.id)
  const [title, setTitle] = useState(document.title)
  const [equipment, setEquipment] = useState<readonly string[]>(document.equipment)
  const isChanged =
    title.trim() !== document.title || JSON.stringify(equipment) !== JSON.stringify(document.equipment)
  return (
    <form
      className="cd-form cd-narrow"
      onSubmit={event => {
        event.preventDefault()
        change.mutate(
          { title: title.trim(), equipment },
          { onSuccess: () => notify.done(shell.common.saved) },
        )
      }}
    >
      <TextInput
        label={t.document.title}
        value={title}
        maxLength={300}
        onChange={event => setTitle(event.currentTarget.value)}
      />
      <TagsInput
        label={t.steps.equipment}
        description={t.document.equipmentHint}
        value={[...equipment]}
        onChange={setEquipment}
      />
      {isChanged && (
        <div>
          <Button type="submit" loading={change.isPending} disabled={title.trim() === ''}>
            {shell.common.save}
          </Button>
        </div>
      )}
    </form>
  )
}

/** What was not read, or not surely, and where. */
const Notices = ({ revisionId }: { readonly revisionId: string }) => {
  const t = useTexts()
  const localize = useLocalize()
  const notices = useRevision(revisionId, { limit: 0 }).data?.notices ?? []
  if (notices.length === 0) return null
  return (
    <section>
      <Text fw={560} mb={4}>
        {t.document.notices}
      </Text>
      <ul className="cd-notices">
        {notices.map((notice, index) => (
          <li key={index}>
            {notice.page !== undefined && `${t.answer.page(notice.page)}: `}
            {localize(notice.message)}
          </li>
        ))}
      </ul>
    </section>
  )
}
