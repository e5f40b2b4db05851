import { TagsInput, TextInput } from '@mantine/core'
import type { Localized } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'

interface Names {
  readonly label: Localized
  readonly synonyms: string[]
}

/** Names in both languages and the other words people use. */
export const LabelInputs = (props: {
  readonly item: Names
  readonly isReadOnly: boolean
  readonly onChange: (names: Names) => void
}) => {
  const { item, isReadOnly, onChange } = props
  const t = useTexts()
  const { label, synonyms } = item
  return (
    <div className="cb-labels">
      <TextInput
        label={t.model.labelEn}
        value={label.en}
        readOnly={isReadOnly}
        onChange={event => onChange({ label: { ...label, en: event.currentTarget.value }, synonyms })}
      />
      <TextInput
        label={t.model.labelZh}
        value={label.zh ?? ''}
        readOnly={isReadOnly}
        onChange={event => onChange({ label: { ...label, zh: event.currentTarget.value }, synonyms })}
      />
      <TagsInput
        label={t.model.synonyms}
        value={synonyms}
        readOnly={isReadOnly}
        onChange={next => onChange({ label, synonyms: next })}
      />
    </div>
  )
}
