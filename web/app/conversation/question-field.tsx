import { useCallback, useEffect, useRef } from 'react'
import type { FormEvent, FormHTMLAttributes, KeyboardEvent, ReactNode } from 'react'
import { ActionIcon, Textarea } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconArrowUp } from '@tabler/icons-react'
import { useMessages } from '../i18n/i18n.tsx'
import { useOfferedQuestion, useQuestionDraft } from './question-draft.ts'

/** Where a question is written, with an app's own tools beneath. `/` brings the cursor here. */
export const QuestionField = (props: {
  readonly placeholder: string
  /** Resolves false where the question did not reach the server: it is then given back. */
  readonly onAsk: (question: string) => Promise<boolean>
  /** The cursor waits here when the page opens. */
  readonly isFirst: boolean
  readonly tools: ReactNode
  readonly form?: FormHTMLAttributes<HTMLFormElement> & { readonly 'data-over'?: boolean | undefined }
}) => {
  const t = useMessages()
  const [text, setText] = useQuestionDraft(props.isFirst)
  const field = useRef<HTMLTextAreaElement>(null)
  useHotkeys([['/', () => field.current?.focus()]])
  useEffect(() => {
    if (props.isFirst && matchMedia('(hover: hover)').matches) field.current?.focus()
  }, [props.isFirst])
  useOfferedQuestion(
    useCallback(
      question => {
        setText(question)
        field.current?.focus()
      },
      [setText],
    ),
  )
  const ask = () => {
    const question = text.trim()
    if (question === '') return
    setText('')
    const giveBack = (hasArrived: boolean) =>
      hasArrived || setText(current => (current === '' ? question : current))
    void props.onAsk(question).then(giveBack)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      ask()
    }
    if (event.key === 'Escape') field.current?.blur()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask()
  }
  return (
    <form className="mw-composer" onSubmit={submit} {...props.form}>
      <Textarea
        ref={field}
        aria-label={t.ask.label}
        placeholder={props.placeholder}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autosize
        minRows={1}
        maxRows={6}
        variant="unstyled"
        size="md"
        classNames={{ input: 'mw-composer-input' }}
      />
      <div className="mw-composer-tools">
        {props.tools}
        <ActionIcon
          type="submit"
          variant="filled"
          color="petrol"
          size={38}
          radius="md"
          aria-label={t.ask.send}
          disabled={text.trim() === ''}
        >
          <IconArrowUp size={20} />
        </ActionIcon>
      </div>
    </form>
  )
}
