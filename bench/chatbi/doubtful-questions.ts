import { openDirectSource } from '@millwright/chatbi'
import type { DirectSource } from '@millwright/chatbi'
import { demoCalendar } from '@millwright/demo'
import { createRandom } from '../random.ts'
import { openDatabase } from './open-database.ts'
import { loadDemoSuite } from './own-suites.ts'

/** Questions of which some are bound to be understood badly, and the plant that they are asked of. */
export interface DoubtfulQuestions {
  readonly questions: readonly string[]
  readonly source: DirectSource
  readonly close: () => Promise<void>
}

const seed = 7

/** The questions about the demo plant, and each `omissions` times more without one of its words: people leave words out. */
export const openDoubtfulQuestions = async (omissions: number): Promise<DoubtfulQuestions> => {
  const [own, unseen] = [await loadDemoSuite('own'), await loadDemoSuite('unseen')]
  const plant = own.databases.get('demo')
  if (!plant) throw new Error('bug: the demo suite has the demo plant')
  const { connection, close } = await openDatabase(plant)
  const model = await own.modelFor?.(connection)
  const source = await openDirectSource({
    name: 'demo',
    connection,
    clock: { now: () => own.now ?? new Date() },
    calendar: demoCalendar,
    ...(model ? { model } : {}),
  })
  const asked = [...own.cases, ...unseen.cases].map(({ question }) => question)
  const random = createRandom(seed)
  const shortened = Array.from({ length: omissions }, () =>
    asked.map(question => withoutOneWord(question, random())),
  )
  return { source, close, questions: [...new Set([...asked, ...shortened.flat()])] }
}

/** Without the word, or the two Chinese characters, at `part` of the question. */
const withoutOneWord = (question: string, part: number): string => {
  const gap = question.includes(' ') ? ' ' : ''
  const words = gap === '' ? (question.match(/..?/gu) ?? []) : question.split(gap)
  return words.toSpliced(Math.floor(part * words.length), 1).join(gap)
}
