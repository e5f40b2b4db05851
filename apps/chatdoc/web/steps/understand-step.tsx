import { useState } from 'react'
import { Button, MultiSelect, Select, TagsInput, Text, TextInput } from '@mantine/core'
import { CheckList, useCan, useLocalize, useRunEditing } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import { questionTypes } from '../../step-outputs.ts'
import type { UnderstandOutput } from '../../step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { useCollections } from '../library-queries.ts'
import { readUnderstand } from '../outputs.ts'

/** What was understood: the kind of question, its codes and equipment, and where it is asked; all of it to change. */
export const UnderstandStep = ({ step }: StepBodyProps) => {
  const localize = useLocalize()
  const can = useCan()
  const understood = readUnderstand(step.output)
  if (!understood) return null
  return (
    <>
      <Text size="sm">{localize(understood.reading)}</Text>
      <UnderstandForm key={step.version} understood={understood} isLocked={!can('runs.write')} />
      {step.checks.length > 0 && <CheckList checks={step.checks} />}
    </>
  )
}

const UnderstandForm = (props: { readonly understood: UnderstandOutput; readonly isLocked: boolean }) => {
  const { understood, isLocked } = props
  const t = useTexts()
  const { save, savingStep } = useRunEditing()
  const collections = useCollections().data ?? []
  const [draft, setDraft] = useState(understood)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(understood)
  const types = questionTypes.map(type => ({ value: type, label: t.types[type] }))
  return (
    <div className="cd-form">
      <TextInput
        size="sm"
        label={t.steps.question}
        value={draft.question}
        readOnly={isLocked}
        onChange={event => setDraft({ ...draft, question: event.currentTarget.value })}
        data-step-edit
      />
      <Select
        size="sm"
        label={t.steps.type}
        data={types}
        value={draft.type}
        allowDeselect={false}
        readOnly={isLocked}
        onChange={value => {
          const type = questionTypes.find(item => item === value)
          if (type) setDraft({ ...draft, type })
        }}
      />
      <TagsInput
        size="sm"
        label={t.steps.codes}
        description={t.steps.codesHint}
        value={[...draft.codes]}
        readOnly={isLocked}
        onChange={codes => setDraft({ ...draft, codes })}
      />
      {(draft.equipment.length > 0 || understood.equipment.length > 0) && (
        <TagsInput
          size="sm"
          label={t.steps.equipment}
          value={[...draft.equipment]}
          readOnly={isLocked}
          onChange={equipment => setDraft({ ...draft, equipment })}
        />
      )}
      {collections.length > 0 && (
        <MultiSelect
          size="sm"
          label={t.steps.collections}
          placeholder={draft.collectionIds.length === 0 ? t.steps.allCollections : ''}
          data={collections.map(item => ({ value: item.id, label: item.name }))}
          value={[...draft.collectionIds]}
          readOnly={isLocked}
          onChange={collectionIds => setDraft({ ...draft, collectionIds })}
        />
      )}
      {isChanged && (
        <Button loading={savingStep === 'understand'} onClick={() => void save('understand', draft)}>
          {t.steps.rerun}
        </Button>
      )}
    </div>
  )
}
