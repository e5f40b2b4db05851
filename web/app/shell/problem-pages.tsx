import { Button } from '@mantine/core'
import { IconLock, IconMapPinOff, IconMoodConfuzed } from '@tabler/icons-react'
import { Link, useRouteError } from 'react-router'
import { useMessages } from '../i18n/i18n.tsx'
import { EmptyState } from '../ui/states.tsx'

export const NotFoundPage = () => {
  const t = useMessages()
  return (
    <EmptyState
      icon={<IconMapPinOff />}
      title={t.errors.notFoundTitle}
      text={t.errors.notFound}
      action={
        <Button component={Link} to="/" variant="light">
          {t.errors.home}
        </Button>
      }
    />
  )
}

export const NotPermittedPage = () => {
  const t = useMessages()
  return <EmptyState icon={<IconLock />} title={t.errors.notPermittedTitle} text={t.errors.notPermitted} />
}

/** What a person sees when a page throws. */
export const RouteErrorPage = () => {
  const t = useMessages()
  const error = useRouteError()
  console.error(error)
  return (
    <EmptyState
      icon={<IconMoodConfuzed />}
      title={t.errors.pageTitle}
      text={t.errors.broken}
      action={
        <Button variant="light" onClick={() => location.reload()}>
          {t.errors.reload}
        </Button>
      }
    />
  )
}
