/** A question for a cause that is in the demo plant, and the values of which its first explanation must name one. */
export interface OwnQuestion {
  readonly cause: string
  readonly period: 'day' | 'week' | 'month'
  readonly question: string
  readonly values: readonly string[]
}

const places = ['', ' on line 1', ' on line 2', ' on line 3', ' on line 4', ' on line 5', ' on line 6']

/** After the causes began, set against a time before them. */
const periods = {
  day: 'yesterday compared with 5 August',
  week: 'last week compared with 3 to 9 August',
  month: 'in October compared with August',
} as const

const overPeriods = (
  kinds: readonly OwnQuestion['period'][],
  asked: Pick<OwnQuestion, 'cause' | 'values'> & {
    readonly subjects: readonly string[]
    readonly places: readonly string[]
  },
): readonly OwnQuestion[] =>
  kinds.flatMap(period =>
    asked.places.flatMap(place =>
      asked.subjects.map(subject => ({
        cause: asked.cause,
        values: asked.values,
        period,
        question: `why did ${subject}${place} rise ${periods[period]}`,
      })),
    ),
  )

/** In a month every line had some of these lots; in a week only the plant is sure to. */
const cracking = {
  cause: 'lots that crack',
  values: ['Northgate Foundry', 'United Kingdom'],
  subjects: ['the scrap rate', 'crack defects'],
} as const

/** Questions for each of the demo plant's own causes, as of the Monday that ends its history; days and weeks may be too short to show one. */
export const ownQuestions: readonly OwnQuestion[] = [
  ...overPeriods(['month'], { ...cracking, places }),
  ...overPeriods(['week'], { ...cracking, places: [''] }),
  ...overPeriods(['week', 'month'], {
    cause: 'a worn tool',
    values: ['CNC lathe 7'],
    subjects: ['the share of NOK inspections', 'bore out of tolerance defects'],
    places: ['', ' on line 4'],
  }),
  ...overPeriods(['day', 'week', 'month'], {
    cause: 'a coolant leak',
    values: ['Coolant unit 2'],
    subjects: ['energy use'],
    places: ['', ' on line 5'],
  }).map(one => ({ ...one, question: one.question.replace('in October', 'in November') })),
  ...(['week', 'month'] as const).flatMap(period => [
    {
      cause: 'stops at night',
      period,
      values: ['Night', 'Spindle overheat'],
      question: `why were there so many unplanned stops on line 3 last ${period}`,
    },
    {
      cause: 'stops at night',
      period,
      values: ['Spindle overheat'],
      question: `why did line 3 stop so much more at night than in the day shift last ${period}`,
    },
  ]),
]
