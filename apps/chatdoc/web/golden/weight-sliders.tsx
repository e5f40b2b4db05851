import { Slider } from '@mantine/core'
import { rankingParts } from '../../index/ranking-weights.ts'
import type { RankingWeights } from '../../index/ranking-weights.ts'
import { useTexts } from '../i18n/messages.ts'

const steps = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const
const even = steps.indexOf(1)

const stepOf = (weight: number): number => {
  const distances = steps.map(step => Math.abs(step - weight))
  return distances.indexOf(Math.min(...distances))
}

/** How much each part of a passage counts: in the middle as everywhere, to the left less, to the right more. */
export const WeightSliders = (props: {
  readonly weights: RankingWeights
  readonly onChange: (weights: RankingWeights) => void
}) => {
  const { weights, onChange } = props
  const t = useTexts()
  return (
    <div className="cd-weights">
      {rankingParts.map(part => (
        <div key={part} className="cd-weight">
          <span>{t.ranking.parts[part]}</span>
          <Slider
            min={0}
            max={steps.length - 1}
            step={1}
            startPointValue={even}
            label={null}
            thumbLabel={t.ranking.parts[part]}
            thumbValueText={`× ${weights[part]}`}
            value={stepOf(weights[part])}
            onChange={step => onChange({ ...weights, [part]: steps[step] ?? 1 })}
          />
          <span className="mw-num">× {weights[part]}</span>
        </div>
      ))}
    </div>
  )
}
