import type { Skill } from '@millwright/spec'
import type { PassageSearch, SearchRequest } from '../index/search.ts'

/** Whoever lets questions go first: `attend` says that somebody waits, and returns what to call when no longer. */
export interface Attendant {
  attend(): () => void
}

const attended = async <T>(attendant: Attendant, work: () => Promise<T>): Promise<T> => {
  const end = attendant.attend()
  try {
    return await work()
  } finally {
    end()
  }
}

/** The skill, told of while each of its steps runs. */
export const attendedSkill = (skill: Skill<never>, attendant: Attendant): Skill<never> => ({
  ...skill,
  steps: skill.steps.map(step => ({
    ...step,
    run: context => attended(attendant, () => step.run(context)),
  })),
})

/** The search, told of while it goes on; whatever else it can do, it does as before. */
export const attendedSearch = <S extends PassageSearch>(search: S, attendant: Attendant): S => ({
  ...search,
  search: (request: SearchRequest) => attended(attendant, () => search.search(request)),
})
