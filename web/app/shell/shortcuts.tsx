import { useEffect, useState } from 'react'
import { Kbd, Modal, Table } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMessages } from '../i18n/i18n.tsx'

/** Event that opens the list of shortcuts. */
export const shortcutsHelpEvent = 'millwright:shortcuts'

/** `?` lists the keys. */
export const ShortcutsHelp = () => {
  const t = useMessages()
  const [isOpen, setOpen] = useState(false)
  useHotkeys([
    ['shift+?', () => setOpen(true)],
    ['?', () => setOpen(true)],
  ])
  useEffect(() => {
    const open = () => setOpen(true)
    window.addEventListener(shortcutsHelpEvent, open)
    return () => window.removeEventListener(shortcutsHelpEvent, open)
  }, [])
  const rows: readonly (readonly [string, string])[] = [
    ['/', t.shortcuts.ask],
    ['Enter', t.shortcuts.send],
    ['Shift + Enter', t.shortcuts.newLine],
    ['o', t.shortcuts.open],
    ['j', t.shortcuts.next],
    ['k', t.shortcuts.previous],
    ['e', t.shortcuts.edit],
    ['Esc', t.shortcuts.close],
    ['?', t.shortcuts.help],
  ]
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={t.shortcuts.title}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      <Table>
        <Table.Tbody>
          {rows.map(([key, text]) => (
            <Table.Tr key={key}>
              <Table.Td w={140}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
