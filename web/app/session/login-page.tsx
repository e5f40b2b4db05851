import { useState } from 'react'
import type { FormEvent } from 'react'
import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/api.ts'
import { useApi } from '../api/api-context.tsx'
import { nothingSchema } from '../api/replies.ts'
import { useMessages } from '../i18n/i18n.tsx'
import { Brand } from '../shell/brand.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { sessionQueryKey } from './session.ts'

/** Sign in by name and password, or learn of the terminal's link. */
const LoginPage = () => {
  const t = useMessages()
  const api = useApi()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const login = useMutation({
    mutationFn: () => api.send('POST', '/api/session', { name, password }, nothingSchema),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQueryKey }),
  })
  const isLinkUsed = new URLSearchParams(location.search).get('link') === 'used'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    login.mutate()
  }
  const problem =
    login.error instanceof ApiError && login.error.code === 'LOGIN_FAILED'
      ? t.login.failed
      : login.error?.message
  return (
    <main className="mw-login">
      <div className="mw-login-top">
        <Brand />
        <LanguageSwitch />
      </div>
      <Paper className="mw-login-card" withBorder>
        <form onSubmit={submit}>
          <Stack gap="md">
            <Title order={1} size="h3">
              {t.login.title}
            </Title>
            <TextInput
              label={t.login.name}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
              autoComplete="username"
              size="md"
              required
              data-autofocus
            />
            <PasswordInput
              label={t.login.password}
              value={password}
              onChange={event => setPassword(event.currentTarget.value)}
              autoComplete="current-password"
              size="md"
              required
              error={problem}
            />
            <Button type="submit" size="md" loading={login.isPending} fullWidth>
              {t.login.submit}
            </Button>
          </Stack>
        </form>
      </Paper>
      {isLinkUsed && (
        <Alert color="yellow" variant="light" className="mw-login-hint">
          {t.login.linkUsed}
        </Alert>
      )}
      <section className="mw-login-hint">
        <Text fw={600} size="sm">
          {t.login.linkTitle}
        </Text>
        <Text size="sm" c="dimmed">
          {t.login.linkText}
        </Text>
      </section>
    </main>
  )
}

export default LoginPage
