import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import {
  Alert,
  Button,
  PasswordInput,
  SegmentedControl,
  Stack,
  Text,
  Title,
  useMantineColorScheme,
} from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../api/api-context.tsx'
import { nothingSchema } from '../api/replies.ts'
import { useLanguage, useMessages } from '../i18n/i18n.tsx'
import { sessionQueryKey, useSession } from '../session/session.ts'
import { useNotify } from '../ui/notify.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useErrorText } from '../ui/states.tsx'

const schemes = ['auto', 'light', 'dark'] as const

/** What a person sets for themselves. */
const SettingsPage = () => {
  const t = useMessages()
  const session = useSession()
  const { language, setLanguage } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className="mw-page mw-page-narrow">
      <PageHeader title={t.settings.title} />
      <Section title={t.settings.language}>
        <SegmentedControl
          aria-label={t.settings.language}
          value={language}
          onChange={value => setLanguage(value === 'zh' ? 'zh' : 'en')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'zh', label: '中文' },
          ]}
        />
      </Section>
      <Section title={t.settings.theme}>
        <SegmentedControl
          aria-label={t.settings.theme}
          value={colorScheme}
          onChange={value => setColorScheme(schemes.find(scheme => scheme === value) ?? 'auto')}
          data={schemes.map(scheme => ({ value: scheme, label: t.settings.themes[scheme] }))}
        />
      </Section>
      <Section title={t.settings.password}>
        <PasswordForm />
      </Section>
      <Section title={t.settings.about}>
        <dl className="mw-about">
          <dt>{t.settings.version}</dt>
          <dd>
            {session.product.name} {session.product.version}
          </dd>
          <dt>{t.settings.model}</dt>
          <dd>{session.modelName ?? t.settings.noModel}</dd>
          <dt>{t.settings.role}</dt>
          <dd>
            {t.people.roles[session.person.role]}
            <Text span c="dimmed" size="sm">
              {' '}
              · {t.people.roleHints[session.person.role]}
            </Text>
          </dd>
        </dl>
      </Section>
    </div>
  )
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="mw-panel mw-panel-pad">
    <Title order={2} size="h5" mb="sm">
      {title}
    </Title>
    {children}
  </section>
)

const PasswordForm = () => {
  const t = useMessages()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const textOf = useErrorText()
  const session = useSession()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const hasPassword = session.passwordSet === true
  const change = useMutation({
    mutationFn: () =>
      api.send('PUT', '/api/session/password', { ...(hasPassword ? { current } : {}), next }, nothingSchema),
    onSuccess: async () => {
      setCurrent('')
      setNext('')
      notify.done(t.settings.changed)
      await client.invalidateQueries({ queryKey: sessionQueryKey })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack maw={360}>
        {!hasPassword && <Alert variant="light">{t.settings.passwordMissing}</Alert>}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={session.person.name}
          readOnly
          hidden
        />
        {hasPassword && (
          <PasswordInput
            label={t.settings.currentPassword}
            autoComplete="current-password"
            value={current}
            onChange={event => setCurrent(event.currentTarget.value)}
            required
          />
        )}
        <PasswordInput
          label={t.settings.newPassword}
          description={t.settings.passwordHint}
          autoComplete="new-password"
          value={next}
          onChange={event => setNext(event.currentTarget.value)}
          error={change.isError ? textOf(change.error) : undefined}
          required
        />
        <Button type="submit" loading={change.isPending} w="fit-content">
          {t.settings.change}
        </Button>
      </Stack>
    </form>
  )
}

export default SettingsPage
