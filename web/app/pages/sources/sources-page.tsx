import { useState } from 'react'
import { Button } from '@mantine/core'
import { IconDatabasePlus, IconDatabase } from '@tabler/icons-react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useCan } from '../../session/session.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { ConnectDialog } from './connect-dialog.tsx'
import { DropZone } from './drop-zone.tsx'
import { SourceCard } from './source-card.tsx'
import { useSources } from './source-queries.ts'
import './sources.css'

const SourcesPage = () => {
  const t = useMessages()
  const sources = useSources()
  const canWrite = useCan()('sources.write')
  const [isConnecting, setConnecting] = useState(false)
  return (
    <div className="mw-page">
      <PageHeader
        title={t.sources.title}
        lead={canWrite ? t.sources.lead : t.sources.viewOnly}
        actions={
          canWrite && (
            <Button leftSection={<IconDatabasePlus size={18} />} onClick={() => setConnecting(true)}>
              {t.sources.connect}
            </Button>
          )
        }
      />
      {canWrite && <DropZone />}
      {sources.isPending && <ListSkeleton rows={2} height={110} />}
      {sources.isError && <ErrorState error={sources.error} onRetry={() => void sources.refetch()} />}
      {sources.data?.length === 0 && (
        <EmptyState icon={<IconDatabase />} title={t.sources.emptyTitle} text={t.sources.emptyText} />
      )}
      {sources.data?.map(source => (
        <SourceCard key={source.id} source={source} />
      ))}
      <ConnectDialog isOpen={isConnecting} onClose={() => setConnecting(false)} />
    </div>
  )
}

export default SourcesPage
