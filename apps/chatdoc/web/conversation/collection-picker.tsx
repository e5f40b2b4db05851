import { Menu } from '@mantine/core'
import { IconCheck, IconFolder } from '@tabler/icons-react'
import { useTexts } from '../i18n/messages.ts'
import { useCollections } from '../library-queries.ts'

/** Which collections are asked; all of them where none is chosen. */
export const CollectionPicker = (props: {
  readonly chosen: readonly string[]
  readonly onChoose: (collectionIds: readonly string[]) => void
}) => {
  const { chosen, onChoose } = props
  const t = useTexts()
  const collections = useCollections().data ?? []
  if (collections.length === 0) return null
  const names = collections.filter(item => chosen.includes(item.id)).map(item => item.name)
  const shown = names.length === 0 ? t.ask.allCollections : names.join(', ')
  const mark = (isChosen: boolean) => <IconCheck size={16} visibility={isChosen ? 'visible' : 'hidden'} />
  const toggle = (id: string) =>
    onChoose(chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id])
  return (
    <Menu position="top-start" closeOnItemClick={false} width={260}>
      <Menu.Target>
        <button type="button" className="mw-scope-picker" aria-label={`${t.ask.collections}: ${shown}`}>
          <IconFolder size={16} aria-hidden="true" />
          <span>{shown}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        <Menu.Item leftSection={mark(chosen.length === 0)} onClick={() => onChoose([])}>
          {t.ask.allCollections}
        </Menu.Item>
        <Menu.Divider />
        {collections.map(collection => (
          <Menu.Item
            key={collection.id}
            leftSection={mark(chosen.includes(collection.id))}
            onClick={() => toggle(collection.id)}
          >
            {collection.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
