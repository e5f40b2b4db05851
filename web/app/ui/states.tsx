import type { ReactNode } from 'react'
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiError } from '../api/api.ts'
import { toChinese } from '../i18n/error-texts.ts'
import type { Failure } from '../i18n/error-texts.ts'
import { useLanguage, useMessages } from '../i18n/i18n.tsx'
import { appPanels } from '../panels.ts'

/** A place with nothing in it yet: what it is for, and what to do first. */
export const EmptyState = (props: {
  readonly icon: ReactNode
  readonly title: string
  readonly text?: string | undefined
  readonly action?: ReactNode
}) => (
  <div className="mw-empty">
    <span className="mw-empty-icon" aria-hidden="true">
      {props.icon}
    </span>
    <Title order={2} size="h4">
      {props.title}
    </Title>
    {props.text && (
      <Text c="dimmed" maw={460} ta="center">
        {props.text}
      </Text>
    )}
    {props.action}
  </div>
)

/** A failure with what to do next. Says the server's own words where it has any. */
export const ErrorState = ({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: () => void
}) => {
  const t = useMessages()
  return (
    <div className="mw-empty" role="alert">
      <span className="mw-empty-icon mw-empty-icon-bad" aria-hidden="true">
        <IconAlertTriangle />
      </span>
      <Title order={2} size="h4">
        {t.errors.pageTitle}
      </Title>
      <Text c="dimmed" maw={520} ta="center">
        {useErrorText()(error)}
      </Text>
      {onRetry && (
        <Button variant="light" onClick={onRetry}>
          {t.common.retry}
        </Button>
      )}
    </div>
  )
}

const inChinese = (failure: Failure): string | undefined => {
  for (const panels of appPanels) {
    const text = panels.toChinese?.(failure)
    if (text !== undefined) return text
  }
  return toChinese(failure)
}

/** The words for an error, in the person's language where the page has them. */
export const useErrorText = (): ((error: unknown) => string) => {
  const t = useMessages()
  const { language } = useLanguage()
  return error => {
    if (error instanceof ApiError) {
      if (error.code === 'NETWORK') return t.errors.network
      if (error.code === 'NOT_SIGNED_IN') return t.errors.signedOut
      return (language === 'zh' ? inChinese(error) : undefined) ?? error.message
    }
    return error instanceof Error ? error.message : String(error)
  }
}

/** The words for what made a step or a job fail, in the person's language where the page has them. */
export const useFailureText = (): ((failure: Failure | undefined, message: string) => string) => {
  const { language } = useLanguage()
  return (failure, message) => (language === 'zh' && failure ? inChinese(failure) : undefined) ?? message
}

/** Quiet grey shapes where a page will be. */
export const PageSkeleton = () => {
  const t = useMessages()
  return (
    <Stack className="mw-page" gap="lg" aria-busy="true" aria-label={t.common.loading}>
      <Skeleton height={30} width={220} />
      <Skeleton height={14} width={420} maw="80%" />
      <Skeleton height={120} radius="lg" />
      <Skeleton height={120} radius="lg" />
    </Stack>
  )
}

/** Rows of a list that is on its way. */
export const ListSkeleton = ({
  rows = 4,
  height = 52,
}: {
  readonly rows?: number
  readonly height?: number
}) => {
  const t = useMessages()
  return (
    <Stack gap="xs" aria-busy="true" aria-label={t.common.loading}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </Stack>
  )
}

/** The whole page before it is known who looks at it. */
export const ShellSkeleton = () => (
  <div className="mw-shell" aria-busy="true">
    <div className="mw-sidebar mw-sidebar-skeleton">
      <Skeleton height={28} width={130} mb="lg" />
      <Skeleton height={36} mb="lg" />
      {Array.from({ length: 5 }, (_, index) => (
        <Skeleton key={index} height={18} mb="sm" />
      ))}
    </div>
    <Group className="mw-main" justify="center" pt={160}>
      <Skeleton height={120} maw={640} width="80%" radius="lg" />
    </Group>
  </div>
)
