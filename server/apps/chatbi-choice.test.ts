import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Run } from '@millwright/spec'
import { call, outputOf, rowsOf, startAskServer, stepOf } from '../testing/ask-server.ts'
import type { Client } from '../testing/test-server.ts'

// Asking back over HTTP: readings with what they give, the choice, what is remembered of it and how that is undone.

const server = await startAskServer()
after(() => server.close())
const { administrator, analyst, viewer, ask } = server

const question = 'average rate of furnaces'

before(async () => {
  server.changePlant(
    'CREATE TABLE furnace (furnace_id INTEGER PRIMARY KEY, hall TEXT, heating_rate REAL, cooling_rate REAL)',
    "INSERT INTO furnace VALUES (1, 'north', 5, 2), (2, 'south', 7, 3)",
  )
  await call(administrator, `POST /api/sources/${server.sourceId}/refresh`)
})

interface Offered {
  readonly value: string
  readonly reading: { readonly en: string; readonly zh?: string }
  readonly differs: { readonly en: readonly { readonly from: number; readonly to: number }[] }
  readonly preview: { readonly state: string; readonly rows?: unknown[][]; readonly rowCount?: number }
}

const offeredBy = (run: Run): readonly Offered[] => {
  const { clarification } = outputOf(run, 'parse') as { clarification?: { options: readonly Offered[] } }
  return (
    clarification?.options ?? assert.fail(`asked nothing back: ${JSON.stringify(outputOf(run, 'parse'))}`)
  )
}

const optionOf = (run: Run, words: RegExp): Offered =>
  offeredBy(run).find(({ reading }) => words.test(reading.en)) ?? assert.fail(`no option says ${words}`)

const answer = async (who: Client, run: Run, value: string): Promise<Run> => {
  const body = { step: 'parse', expectedVersion: stepOf(run, 'parse').version, value }
  return server.settled(who, (await call<Run>(who, `POST /api/runs/${run.id}/answers`, { body })).id)
}

const choicesOf = (run: Run): readonly { readonly ids: string[]; readonly text: { en: string } }[] =>
  (outputOf(run, 'parse')['choices'] ?? []) as readonly { ids: string[]; text: { en: string } }[]

test('the options are whole readings with their rows, late ones by a call of their own', async () => {
  const run = await ask(viewer, question)
  assert.equal(run.state, 'waiting')
  const options = offeredBy(run)
  assert.deepEqual(
    options.map(({ reading }) => reading.en),
    ['Average heating rate', 'Average cooling rate'],
  )
  assert.deepEqual(
    options.map(({ preview }) => [preview.state, preview.rows, preview.rowCount]),
    [
      ['rows', [[6]], 1],
      ['rows', [[2.5]], 1],
    ],
  )
  const [first] = options
  const path = `GET /api/chatbi/runs/${run.id}/preview?choice=`
  assert.deepEqual(await call(viewer, path + first?.value), first?.preview)
  await call(viewer, `${path}nonsense`, { status: 404 })
  await call(analyst, path + first?.value, { status: 404 }) // the run of another
  assert.deepEqual(
    first?.differs.en.map(({ from, to }) => first.reading.en.slice(from, to)),
    ['heating'],
  )
  const waitingFor = stepOf(run, 'parse').waitingFor?.options.map(option => option.value)
  assert.deepEqual(waitingFor, [...options.map(({ value }) => value), 'none'])
})

test('a reading that is chosen runs the ordinary steps, every one of them to be edited', async () => {
  const run = await ask(analyst, question)
  const answered = await answer(analyst, run, optionOf(run, /cooling/).value)
  assert.deepEqual(rowsOf(answered), [[2.5]])
  const { runnerUp } = outputOf(answered, 'parse') as {
    runnerUp?: { reading: { en: string }; query: object }
  }
  assert.equal(runnerUp?.reading.en, 'Average heating rate')
  const edited = await server.edit(analyst, answered, 'parse', { query: runnerUp.query })
  assert.deepEqual(rowsOf(edited), [[6]])
  assert.deepEqual(choicesOf(edited), []) // what a person edits rests on no choice
})

test('a choice is remembered for whoever made it, told with the answer, and undone', async () => {
  const run = await ask(viewer, question)
  await answer(viewer, run, optionOf(run, /cooling/).value)
  const again = await ask(viewer, 'Average rate of furnaces?')
  assert.deepEqual([again.state, rowsOf(again)], ['done', [[2.5]]])
  const [choice] = choicesOf(again)
  assert.match(choice?.text.en ?? '', /^“rate.*” means cooling rate .*, as you chose$/)
  const alike = await ask(viewer, 'highest rate of furnaces')
  assert.deepEqual(rowsOf(alike), [[3]])
  assert.equal(choicesOf(alike).length, 1, 'words that were chosen a meaning keep it in other questions')
  assert.equal((await ask(administrator, question)).state, 'waiting', 'others are asked themselves')
  const body = { ids: choice?.ids }
  await call(analyst, 'POST /api/chatbi/choices/forget', { body })
  assert.equal((await ask(viewer, question)).state, 'done', 'nobody forgets for another')
  await call(viewer, 'POST /api/chatbi/choices/forget', { body })
  assert.equal((await ask(viewer, question)).state, 'waiting')
})

test('none of the readings ends with what was understood and what can be asked', async () => {
  const run = await ask(administrator, question)
  const ended = await answer(administrator, run, 'none')
  assert.equal(ended.state, 'done')
  const { decision, isNoneMeant, refusal, spans } = outputOf(ended, 'parse')
  assert.deepEqual([decision, isNoneMeant], ['refuse', true])
  assert.match(JSON.stringify(refusal), /in other words/)
  assert.match(JSON.stringify(spans), /furnaces/)
  assert.equal((await ask(administrator, question)).state, 'waiting', 'none is no choice to remember')
})

test('a preview shows no more than the person may see', async () => {
  const fresh = await startAskServer()
  try {
    fresh.changePlant(
      'CREATE TABLE furnace (furnace_id INTEGER PRIMARY KEY, hall TEXT, heating_rate REAL, cooling_rate REAL)',
      "INSERT INTO furnace VALUES (1, 'north', 5, 2), (2, 'south', 7, 3)",
    )
    await call(fresh.administrator, `POST /api/sources/${fresh.sourceId}/refresh`)
    const { model, version } = await call<{ model: object; version: number }>(
      fresh.administrator,
      `GET ${fresh.modelPath}`,
    )
    const rowRules = [{ dataset: 'furnace', roles: ['viewer'], condition: "hall = 'north'" }]
    await call(fresh.administrator, `PUT ${fresh.modelPath}`, {
      body: { expectedVersion: version, model: { ...model, rowRules } },
    })
    const rowsFor = async (who: Client): Promise<unknown> =>
      offeredBy(await fresh.ask(who, question)).map(({ preview }) => preview.rows)
    assert.deepEqual(await rowsFor(fresh.analyst), [[[6]], [[2.5]]])
    assert.deepEqual(await rowsFor(fresh.viewer), [[[5]], [[2]]])
  } finally {
    await fresh.close()
  }
})

interface Reply {
  readonly run: string
  readonly sql: string | null
  readonly rows: unknown[][]
  readonly assumptions: readonly string[]
  readonly orElse: string | null
  readonly clarification: {
    readonly question: string
    readonly options: readonly {
      readonly choice: string
      readonly reading: string
      readonly rows: unknown[][]
      readonly rowCount: number | null
    }[]
  } | null
}

test('scripts are asked back with the same options, and choose by one call', async () => {
  const body = { question: 'lowest rate of furnaces', sourceIds: [server.sourceId] }
  const asked = await call<Reply>(administrator, 'POST /api/chatbi/ask', { body })
  assert.equal(asked.sql, null)
  const options = asked.clarification?.options ?? []
  assert.deepEqual(
    options.map(({ reading, rows, rowCount }) => [reading, rows, rowCount]),
    [
      ['Lowest heating rate', [[5]], 1],
      ['Lowest cooling rate', [[2]], 1],
    ],
  )
  const path = `POST /api/chatbi/runs/${asked.run}/choice`
  await call(administrator, path, { body: { choice: 'nonsense' }, status: 400 })
  const reply = await call<Reply>(administrator, path, { body: { choice: options[1]?.choice } })
  assert.deepEqual([reply.rows, reply.orElse], [[[2]], 'Lowest heating rate'])
  assert.match(reply.assumptions.join(), /as you chose/)
  await call(administrator, path, { body: { choice: options[1]?.choice }, status: 409 })
})

test('tables that are joined by two ways of the same cost ask which is meant, once', async () => {
  server.changePlant(
    `CREATE TABLE transport (transport_id INTEGER PRIMARY KEY, from_line TEXT REFERENCES line(line_id),
      to_line TEXT REFERENCES line(line_id), pallets INTEGER)`,
    "INSERT INTO transport VALUES (1, 'L1', 'L2', 4), (2, 'L1', 'L3', 6), (3, 'L2', 'L3', 5)",
  )
  await call(administrator, `POST /api/sources/${server.sourceId}/refresh`)
  const asked = await ask(viewer, 'total pallets by line name')
  assert.equal(asked.state, 'waiting')
  const rows = offeredBy(asked).map(({ preview }) => preview.rows)
  const byFrom = [['Casting', 10], ['Milling', 5]] // prettier-ignore
  const byTo = [['Milling', 4], ['Painting', 11]] // prettier-ignore
  const isGiven = (expected: unknown[][]): boolean => rows.some(one => sameRows(one ?? [], expected))
  assert.ok(isGiven(byFrom) && isGiven(byTo), JSON.stringify(rows))
  const to = offeredBy(asked).find(({ preview }) => sameRows(preview.rows ?? [], byTo))
  const answered = await answer(viewer, asked, to?.value ?? '')
  assert.ok(sameRows(rowsOf(answered), byTo))
  // another question over the same tables goes the same way, and says so
  const next = await ask(viewer, 'average pallets by line name')
  assert.ok(sameRows(rowsOf(next), [['Milling', 4], ['Painting', 5.5]])) // prettier-ignore
  const [choice] = choicesOf(next)
  assert.match(choice?.text.en ?? '', /^Joined by /)
})

const sameRows = (a: readonly unknown[][], b: readonly unknown[][]): boolean =>
  JSON.stringify(a.map(row => JSON.stringify(row)).toSorted()) ===
  JSON.stringify(b.map(row => JSON.stringify(row)).toSorted())
