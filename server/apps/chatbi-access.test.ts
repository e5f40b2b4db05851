import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Run, Source } from '@millwright/spec'
import { call, outputOf, rowsOf, startAskServer, stepOf } from '../testing/ask-server.ts'
import type { Client } from '../testing/test-server.ts'

// What the model grades above someone, or takes away by a row rule, reaches them by no way.

const server = await startAskServer()
after(() => server.close())
const { administrator, analyst, viewer, ask, edit, modelPath } = server

interface ErrorReply {
  readonly error: { readonly code: string; readonly message: string; readonly data: Record<string, unknown> }
}

interface FieldReply {
  readonly name: string
  readonly samples: readonly unknown[]
  readonly minimum?: unknown
  readonly grade: string
}

interface DatasetReply {
  readonly name: string
  readonly rowCount?: number
  readonly fields: readonly FieldReply[]
}

interface ModelReply {
  readonly version: number
  readonly yaml: string
  readonly changes: readonly { readonly kind: string; readonly table: string; readonly column?: string }[]
  readonly model: { readonly rowRules: readonly object[]; readonly datasets: readonly DatasetReply[] }
}

/** What a run tells, without ids, moments and durations: their digits are chance and may look like a salary. */
const toldBy = (run: Run): string =>
  JSON.stringify(run, (key, value: unknown) =>
    /(^i|I)d$|At$|Ms$|Key$|[hH]ash|^asOf$/.test(key) ? undefined : value,
  )

const loadModel = (who: Client): Promise<ModelReply> => call(who, `GET ${modelPath}`)
const saveModel = async (change: (model: ModelReply['model']) => object): Promise<ModelReply> => {
  const { model, version } = await loadModel(administrator)
  return call(administrator, `PUT ${modelPath}`, { body: { expectedVersion: version, model: change(model) } })
}
const datasetOf = ({ model }: ModelReply, name: string): DatasetReply => {
  const found = model.datasets.find(dataset => dataset.name === name)
  assert.ok(found, name)
  return found
}

await saveModel(model => ({
  ...model,
  datasets: model.datasets.map(dataset => ({
    ...dataset,
    fields: dataset.fields.map(field =>
      field.name === 'salary' ? { ...field, grade: 'confidential' } : field,
    ),
  })),
  rowRules: [
    { dataset: 'employee', roles: ['analyst'], condition: "line_id = 'L1'" },
    { dataset: 'line', roles: ['viewer'], condition: "line_id <> 'L3'" },
  ],
}))

test('a graded field is unknown to those below its grade: in questions, queries, SQL and the model', async () => {
  for (const who of [viewer, analyst]) {
    const run = await ask(who, 'average salary by employee name')
    assert.doesNotMatch(toldBy(run), /471\d/)
    assert.doesNotMatch(JSON.stringify((await loadModel(who)).model), /salary|rowRules":\[\{/)
    const suggestions = await who.send('GET', `/api/chatbi/suggestions?sourceId=${server.sourceId}`)
    assert.doesNotMatch(suggestions.text, /salary/i)
  }
  const run = await ask(analyst, 'total good quantity by line name')
  const field = { kind: 'field', field: { dataset: 'employee', field: 'salary' } }
  const query = {
    ...(outputOf(run, 'parse')['query'] as object),
    columns: [{ id: 'pay', value: field }],
    measures: [],
    dimensions: [],
  }
  const byQuery = { step: 'parse', expectedVersion: 1, output: { ...outputOf(run, 'parse'), query } }
  const bySql = {
    step: 'compile',
    expectedVersion: 1,
    output: { ...outputOf(run, 'compile'), sql: 'SELECT salary FROM employee' },
  }
  for (const body of [byQuery, bySql]) {
    const { error } = await call<ErrorReply>(analyst, `POST /api/runs/${run.id}/edits`, { body, status: 422 })
    assert.equal(error.code, 'STEP_EDIT_REFUSED')
  }
  const checked = await call<{ code: string }[]>(analyst, 'POST /api/chatbi/sql/check', {
    body: { sourceId: server.sourceId, sql: 'SELECT salary FROM employee' },
  })
  assert.equal(checked[0]?.code, 'SQL_UNKNOWN_COLUMN')
  assert.match(toldBy(await ask(administrator, 'average salary')), /4712/)
})

test('the sources name to nobody what the model hides from them', async () => {
  const namesFor = async (who: Client, path: string): Promise<readonly string[]> => {
    const reply = await call<Source | Source[]>(who, `GET ${path}`)
    const tables = [reply].flat()[0]?.catalog?.tables ?? []
    return tables.flatMap(table => table.columns.map(column => `${table.name}.${column.name}`))
  }
  for (const path of ['/api/sources', `/api/sources/${server.sourceId}`]) {
    assert.ok((await namesFor(administrator, path)).includes('employee.salary'))
    for (const who of [analyst, viewer]) {
      const names = await namesFor(who, path)
      assert.ok(!names.includes('employee.salary') && names.includes('employee.name'), path)
    }
  }
  const [source] = await call<Source[]>(analyst, 'GET /api/sources')
  const counts = source?.catalog?.tables.map(table => [table.name, table.rowCount !== undefined]) ?? []
  assert.ok(counts.some(([name, isCounted]) => name === 'production' && isCounted))
  assert.ok(counts.some(([name, isCounted]) => name === 'employee' && !isCounted)) // a rule takes rows away
})

test('a row rule holds for rows, for the words of values, and for samples', async () => {
  const run = await ask(analyst, 'total good quantity by line name')
  const edited = await edit(analyst, run, 'compile', { sql: 'SELECT name FROM employee' })
  assert.deepEqual(rowsOf(edited), [['Ann']])
  assert.ok(stepOf(edited, 'guard').checks.some(check => check.name === 'row-rules'))
  const linked = async (who: Client, question: string): Promise<string> =>
    JSON.stringify(outputOf(await ask(who, question), 'link'))
  assert.match(await linked(analyst, 'number of employees named Ann'), /employee\.name = Ann/)
  assert.doesNotMatch(await linked(analyst, 'number of employees named Chen'), /= Chen/)
  assert.match(await linked(administrator, 'number of employees named Chen'), /employee\.name = Chen/)
  assert.match(await linked(viewer, 'good quantity of Casting'), /line\.line_name = Casting/)
  assert.doesNotMatch(await linked(viewer, 'good quantity of Painting'), /line_name = Painting/)
  for (const who of [analyst, viewer]) {
    const { fields, rowCount } = datasetOf(await loadModel(who), 'employee')
    assert.equal(rowCount, undefined)
    assert.ok(fields.every(field => field.samples.length === 0 && field.minimum === undefined))
  }
})

test('other people’s runs, receipts and exports stay theirs until shared, and shared ones go no lower', async () => {
  const run = await ask(administrator, 'average salary by employee name')
  const refused = async (who: Client): Promise<void> => {
    for (const path of ['', '/receipt', '/events'])
      assert.ok([403, 404].includes((await who.send('GET', `/api/runs/${run.id}${path}`)).status), path)
    assert.ok(
      [403, 404].includes((await who.send('GET', `/api/chatbi/runs/${run.id}/export?format=csv`)).status),
    )
    assert.ok([403, 404].includes((await who.send('POST', `/api/runs/${run.id}/fork`)).status))
    const verified = await who.send('POST', '/api/chatbi/verified', { body: { runId: run.id } })
    assert.ok([403, 404].includes(verified.status))
    const followed = await ask(who, 'and by line name?', { previousRunId: run.id })
    assert.doesNotMatch(toldBy(followed), /salary|471\d/)
  }
  await refused(analyst)
  await call<Run>(administrator, `POST /api/runs/${run.id}/share`)
  await refused(analyst)
  await refused(viewer)
})

test('a receipt of someone above replays with the rights of whoever replays it', async () => {
  const run = await ask(administrator, 'average salary by employee name')
  const receipt = await call<object>(administrator, `GET /api/runs/${run.id}/receipt`)
  const report = await call<{ same: boolean; runId: string }>(analyst, 'POST /api/replays', { body: receipt })
  assert.equal(report.same, false)
  assert.doesNotMatch(toldBy(await server.settled(analyst, report.runId)), /471\d/)
})

test('a verified question over a graded field is not listed to those below the grade', async () => {
  const run = await ask(administrator, 'average salary by employee name')
  await call(administrator, 'POST /api/chatbi/verified', { body: { runId: run.id } })
  assert.match((await administrator.send('GET', '/api/chatbi/verified')).text, /salary/)
  for (const who of [viewer, analyst])
    assert.doesNotMatch((await who.send('GET', '/api/chatbi/verified')).text, /salary/)
})

test('of two who edit a model at once the second is shown both versions', async () => {
  const { version, yaml } = await loadModel(administrator)
  const mine = yaml.replace('name: line', 'name: line # mine')
  await saveModel(model => ({ ...model, description: 'theirs' }))
  const { error } = await call<ErrorReply>(administrator, `PUT ${modelPath}`, {
    body: { expectedVersion: version, yaml: mine },
    status: 409,
  })
  assert.equal(error.code, 'MODEL_CONFLICT')
  assert.equal(error.data['yours'], mine)
  assert.match(String(error.data['theirs']), /theirs/)
  assert.match(String(error.data['savedBy']), /administrator/)
  await call(analyst, `PUT ${modelPath}`, { body: { expectedVersion: version, yaml: mine }, status: 403 })
})

test('changes of the source are followed by the model and shown until a person has saved it', async () => {
  server.changePlant(
    'ALTER TABLE production ADD COLUMN rework_qty INTEGER',
    'ALTER TABLE production DROP COLUMN shift',
  )
  await call(administrator, `POST /api/sources/${server.sourceId}/refresh`)
  const changed = await loadModel(administrator)
  assert.deepEqual(
    changed.changes.map(({ kind, column }) => [kind, column]),
    [
      ['column-removed', 'shift'],
      ['column-added', 'rework_qty'],
    ],
  )
  assert.ok(datasetOf(changed, 'production').fields.some(field => field.name === 'rework_qty'))
  assert.equal((await loadModel(analyst)).changes.length, 0)
  assert.equal((await saveModel(model => model)).changes.length, 0)
  assert.equal((await loadModel(administrator)).changes.length, 0)
})
