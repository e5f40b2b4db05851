import { useState } from 'react'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAdjustments, IconAlertTriangle } from '@tabler/icons-react'
import { useLocalize, useNotify, useShellMessages } from '@millwright/web'
import type { Tuning } from '../../golden/golden.ts'
import { evenWeights, rankingParts } from '../../index/ranking-weights.ts'
import type { RankingWeights } from '../../index/ranking-weights.ts'
import type { Collection } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useForecast, useSaveRanking, useTuning } from './golden-queries.ts'
import { WeightSliders } from './weight-sliders.tsx'

const isSame = (one: RankingWeights, other: RankingWeights): boolean =>
  rankingParts.every(part => one[part] === other[part])

/** The weights of a collection's ranking: learned from its golden questions, or set by hand after a forecast. */
export const RankingPanel = ({ collection }: { readonly collection: Collection }) => {
  const t = useTexts()
  const notify = useNotify()
  const shell = useShellMessages()
  const saved = collection.ranking ?? evenWeights
  const [draft, setDraft] = useState<RankingWeights>(saved)
  const tuning = useTuning(collection.id)
  const change = useSaveRanking(collection.id, () => notify.done(shell.common.saved))
  const write = (weights: RankingWeights) => change.mutate(isSame(weights, evenWeights) ? null : weights)
  const tune = () =>
    tuning.mutate(undefined, { onSuccess: ({ weights, advice }) => advice === 'adopt' && setDraft(weights) })
  return (
    <details className="mw-panel mw-panel-pad cd-ranking" open={collection.ranking !== undefined}>
      <summary>{t.ranking.title}</summary>
      <Stack gap="md" mt="sm">
        <Group justify="space-between" align="start" gap="sm">
          <Text size="sm" c="dimmed" className="cd-golden-text">
            {t.ranking.lead}
          </Text>
          <Button
            variant="light"
            leftSection={<IconAdjustments size={16} />}
            loading={tuning.isPending}
            onClick={tune}
          >
            {t.ranking.tune}
          </Button>
        </Group>
        {tuning.data && <TuningNote tuning={tuning.data} />}
        <WeightSliders weights={draft} onChange={setDraft} />
        <SaveButtons
          key={JSON.stringify(draft)}
          collectionId={collection.id}
          saved={saved}
          draft={draft}
          isSaving={change.isPending}
          onDraft={setDraft}
          onSave={write}
        />
      </Stack>
    </details>
  )
}

/** Saves after a look at what gets worse by it. */
const SaveButtons = (props: {
  readonly collectionId: string
  readonly saved: RankingWeights
  readonly draft: RankingWeights
  readonly isSaving: boolean
  readonly onDraft: (weights: RankingWeights) => void
  readonly onSave: (weights: RankingWeights) => void
}) => {
  const { saved, draft, onDraft, onSave } = props
  const t = useTexts()
  const shell = useShellMessages()
  const localize = useLocalize()
  const forecast = useForecast(props.collectionId)
  const warning = forecast.data?.warning
  const save = () =>
    warning
      ? onSave(draft)
      : forecast.mutate({ ranking: draft }, { onSuccess: told => !told.warning && onSave(draft) })
  const isChanged = !isSame(saved, draft)
  return (
    <Stack gap="sm">
      {warning && (
        <Alert color="yellow" variant="light" role="status" icon={<IconAlertTriangle size={18} />}>
          {localize(warning)}
        </Alert>
      )}
      <Group gap="xs">
        <Button disabled={!isChanged} loading={forecast.isPending || props.isSaving} onClick={save}>
          {warning ? t.library.saveAnyway : shell.common.save}
        </Button>
        {isChanged && (
          <Button variant="default" onClick={() => onDraft(saved)}>
            {shell.common.cancel}
          </Button>
        )}
        {!isSame(draft, evenWeights) && (
          <Button variant="subtle" onClick={() => onDraft(evenWeights)}>
            {t.ranking.even}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

const percent = (share: number): number => Math.round(share * 100)

/** What the golden questions say, and what to expect of other questions. */
const TuningNote = ({ tuning }: { readonly tuning: Tuning }) => {
  const t = useTexts()
  const { advice, total, missing, present, heldOut, worse } = tuning
  const said =
    advice === 'adopt'
      ? t.ranking.adopt(total, percent(present.first), percent(heldOut.first))
      : advice === 'keep'
        ? t.ranking.keep(total, percent(present.first))
        : t.ranking.few(total)
  return (
    <Alert role="status" variant="light" color={advice === 'adopt' ? 'green' : 'gray'}>
      {said}
      {missing > 0 && <> {t.ranking.missing(missing)}</>}
      {advice === 'adopt' && worse.length > 0 && (
        <>
          <br />
          {t.ranking.worse}
          <ul className="cd-worse">
            {worse.map(question => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  )
}
