import { IconPencil, IconRobot, IconSettingsAutomation } from '@tabler/icons-react'
import type { Proposer } from '@millwright/spec'
import { useMessages } from '../i18n/i18n.tsx'

/** Who wrote an output: a method of the product, a model or a person. */
export const ProposerLabel = ({ proposer }: { readonly proposer: Proposer | undefined }) => {
  const t = useMessages()
  if (!proposer) return null
  const icon = {
    builtin: <IconSettingsAutomation size={14} aria-hidden="true" />,
    model: <IconRobot size={14} aria-hidden="true" />,
    person: <IconPencil size={14} aria-hidden="true" />,
  }[proposer.kind]
  return (
    <span className="mw-proposer">
      {icon}
      {t.runs.proposer[proposer.kind](t.runs.builtins[proposer.name] ?? proposer.name)}
    </span>
  )
}
