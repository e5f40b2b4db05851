import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { Text, Title } from '@mantine/core'

/** Heading of a page, with its actions at the right. Also names the browser's tab. */
export const PageHeader = (props: {
  readonly title: string
  readonly lead?: string | undefined
  readonly actions?: ReactNode
}) => {
  usePageTitle(props.title)
  return (
    <header className="mw-page-header">
      <div>
        <Title order={1} size="h2">
          {props.title}
        </Title>
        {props.lead && <Text c="dimmed">{props.lead}</Text>}
      </div>
      {props.actions && <div className="mw-page-actions">{props.actions}</div>}
    </header>
  )
}

/** Names the browser's tab while the page is shown. */
export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = title === '' ? 'Millwright' : `${title} · Millwright`
  }, [title])
}
