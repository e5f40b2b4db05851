import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Job, Run } from '@millwright/spec'
import { call, outputOf, rowsOf, sorted, startAskServer, stepOf, versionsOf } from '../testing/ask-server.ts'

// ChatBI over HTTP, every step of the way: what is asked, edited, followed up, answered back and verified.

const server = await startAskServer()
after(() => server.close())
const { administrator, analyst, viewer, ask, edit, plantRows } = server

interface ErrorReply {
  readonly error: { readonly code: string; readonly message: string; readonly data: Record<string, unknown> }
}

interface Verified {
  readonly id: string
  readonly lastCheck?: { readonly verdict: string; readonly detail: string }
}

const question = 'total good quantity by line name'
const byLine =
  'SELECT line_name, SUM(good_qty) AS n FROM production JOIN line USING (line_id) GROUP BY 1 ORDER BY 1'

test('a question becomes a run of seven steps, each done, and the rows are right', async () => {
  const run = await ask(viewer, question)
  assert.deepEqual(
    run.steps.map(step => [step.step, step.state]),
    ['link', 'parse', 'compile', 'guard', 'execute', 'chart', 'narrate'].map(name => [name, 'done']),
  )
  assert.deepEqual(rowsOf(run), plantRows(byLine))
  assert.ok(stepOf(run, 'narrate').checks.every(check => check.verdict === 'pass'))
})

test('an edited chip runs again what depends on it, undo brings the rows back, a stale edit conflicts', async () => {
  const run = await ask(analyst, question)
  const query = outputOf(run, 'parse')['query'] as { readonly dimensions: readonly object[] } // as it was read
  const shift = { id: 'shift', field: { dataset: 'production', field: 'shift' } }
  const edited = await edit(analyst, run, 'parse', { query: { ...query, dimensions: [shift], orderBy: [] } })
  assert.deepEqual(
    rowsOf(edited),
    plantRows('SELECT shift, SUM(good_qty) FROM production GROUP BY 1 ORDER BY 1'),
  )
  assert.equal(stepOf(edited, 'parse').state, 'edited')
  assert.deepEqual(versionsOf(edited), {
    link: 1,
    parse: 2,
    compile: 2,
    guard: 2,
    execute: 2,
    chart: 2,
    narrate: 2,
  })
  const stale = { step: 'parse', expectedVersion: 1, output: { mine: true } }
  const { error } = await call<ErrorReply>(analyst, `POST /api/runs/${run.id}/edits`, {
    body: stale,
    status: 409,
  })
  assert.equal(error.code, 'STEP_EDIT_CONFLICT')
  assert.deepEqual(error.data['yours'], stale.output)
  assert.deepEqual(error.data['theirs'], outputOf(edited, 'parse'))
  await call(analyst, `POST /api/runs/${run.id}/undo`)
  assert.deepEqual(rowsOf(await server.settled(analyst, run.id)), plantRows(byLine))
})

test('an edited SQL passes the same guard, and changes nothing that was understood', async () => {
  const run = await ask(analyst, question)
  const sql = 'SELECT shift, COUNT(*) AS records FROM production GROUP BY shift'
  const edited = await edit(analyst, run, 'compile', { sql })
  assert.deepEqual(rowsOf(edited), [
    ['day', 30],
    ['night', 30],
  ])
  assert.deepEqual([versionsOf(edited)['parse'], versionsOf(edited)['guard']], [1, 2])
  const told = JSON.stringify(outputOf(edited, 'narrate'))
  assert.match(told, /rows of SQL written by analyst/)
  assert.doesNotMatch(told, /Understood as/)
  await call(analyst, `POST /api/runs/${run.id}/undo`)
  const undone = await server.settled(analyst, run.id)
  assert.match(JSON.stringify(outputOf(undone, 'narrate')), /Understood as/)
  await edit(analyst, undone, 'compile', { sql })
  for (const bad of ['DELETE FROM production', 'SELECT 1; SELECT 2', 'SELECT sql FROM sqlite_master']) {
    const body = {
      step: 'compile',
      expectedVersion: 3,
      output: { ...outputOf(edited, 'compile'), sql: bad },
    }
    const reply = await call<ErrorReply>(analyst, `POST /api/runs/${run.id}/edits`, { body, status: 422 })
    assert.equal(reply.error.code, 'STEP_EDIT_REFUSED', bad)
  }
  const body = { step: 'compile', expectedVersion: 3, output: outputOf(edited, 'compile') }
  await call(viewer, `POST /api/runs/${run.id}/edits`, { body, status: 403 })
})

test('a limit that cuts between equal rows says so, and the others are one edit away', async () => {
  // every line has made as much scrap as the others
  const run = await ask(analyst, 'line name with the highest total scrap quantity')
  assert.equal(rowsOf(run).length, 1)
  assert.equal(outputOf(run, 'execute')['equalBeyond'], 2)
  assert.match(JSON.stringify(outputOf(run, 'narrate')), /2 others are equal to it/)
  assert.ok(stepOf(run, 'narrate').checks.every(check => check.verdict === 'pass'))
  const query = outputOf(run, 'parse')['query'] as object // as it was read
  const all = await edit(analyst, run, 'parse', { query: { ...query, limit: { count: 3 } } })
  assert.equal(rowsOf(all).length, 3)
  assert.equal(outputOf(all, 'execute')['equalBeyond'], undefined)
})

test('a follow-up changes the query before it, and cannot be verified by its words alone', async () => {
  const first = await ask(analyst, question)
  const second = await ask(analyst, 'and by shift?', { previousRunId: first.id })
  assert.deepEqual(
    rowsOf(second),
    plantRows(
      'SELECT line_name, shift, SUM(good_qty) FROM production JOIN line USING (line_id) GROUP BY 1, 2 ORDER BY 1, 2',
    ),
  )
  const { error } = await call<ErrorReply>(analyst, 'POST /api/chatbi/verified', {
    body: { runId: second.id },
    status: 409,
  })
  assert.match(error.message, /ask it again in full/)
})

test('a conversation remembers more than its last answer, each of them as the asker may see it', async () => {
  const ofCasting = await ask(analyst, 'total good quantity of Casting')
  const ofPainting = await ask(analyst, 'and Painting?', { previousRunId: ofCasting.id })
  const both = await ask(analyst, 'both together', { previousRunId: ofPainting.id })
  assert.deepEqual(
    rowsOf(both),
    plantRows(
      "SELECT SUM(good_qty) FROM production JOIN line USING (line_id) WHERE line_name IN ('Casting', 'Painting')",
    ),
  )
  // a shared run does not lay open what its asker asked before it
  const hidden = await ask(viewer, 'total good quantity of Casting')
  const shared = await ask(viewer, 'and Painting?', { previousRunId: hidden.id })
  await call(administrator, `POST /api/runs/${shared.id}/share`)
  const { query } = outputOf(await ask(analyst, 'both together', { previousRunId: shared.id }), 'parse')
  assert.doesNotMatch(JSON.stringify(query), /Casting/)
})

test('a week is headed as a week, and a period without data says so instead of an empty number', async () => {
  const weekly = await ask(analyst, 'total good quantity per week')
  const [first] = outputOf(weekly, 'execute')['columns'] as readonly { readonly label: object }[]
  assert.deepEqual(first?.label, { en: 'Week', zh: '周' })
  const empty = await ask(analyst, 'total good quantity in 2024')
  const { sentences } = outputOf(empty, 'narrate') as { readonly sentences: readonly { text: string }[] }
  assert.match(sentences[0]?.text ?? '', /^There is no data for .* in the period asked about\.$/)
  assert.equal(stepOf(empty, 'execute').checks.find(check => check.name === 'has-rows')?.verdict, 'warn')
})

test('a question asked inside a conversation can be verified where its words say everything', async () => {
  const first = await ask(analyst, question)
  const whole = await ask(analyst, 'total scrap quantity by shift', { previousRunId: first.id })
  const { id } = await call<Verified>(analyst, 'POST /api/chatbi/verified', { body: { runId: whole.id } })
  await call(analyst, `DELETE /api/chatbi/verified/${id}`)
})

test('a verified question gives its query again, and the job says when its rows differ', async () => {
  const run = await ask(analyst, question)
  const { id } = await call<Verified>(analyst, 'POST /api/chatbi/verified', { body: { runId: run.id } })
  const again = await ask(viewer, '  Total good quantity by LINE name? ')
  assert.equal(outputOf(again, 'parse')['verifiedId'], id)
  const checked = async (): Promise<Verified | undefined> => {
    const { jobId } = await call<{ jobId: string }>(analyst, 'POST /api/chatbi/verified/check')
    assert.equal((await server.jobEnded(jobId)).state, 'done')
    return (await call<Verified[]>(viewer, 'GET /api/chatbi/verified')).find(one => one.id === id)
  }
  assert.equal((await checked())?.lastCheck?.verdict, 'same')
  server.changePlant('UPDATE production SET good_qty = good_qty + 1 WHERE production_id = 0')
  assert.equal((await checked())?.lastCheck?.verdict, 'differs')
  const stale = await call<ErrorReply>(analyst, 'POST /api/chatbi/verified', {
    body: { runId: run.id },
    status: 409,
  })
  assert.match(stale.error.message, /other rows by now/)
  await call(viewer, `DELETE /api/chatbi/verified/${id}`, { status: 403 })
  await call(administrator, `DELETE /api/chatbi/verified/${id}`)
})

test('what confirmed questions meant by a word decides what others mean by it, until they are confirmed no more', async () => {
  const measureOf = (run: Run): string => JSON.stringify(outputOf(run, 'parse')['query'] ?? null)
  const doubtful = 'quantity per shift'
  assert.doesNotMatch(measureOf(await ask(viewer, doubtful)), /scrap_qty.*"shift"/)
  const confirmed: Verified[] = []
  for (const [said, meant] of [
    ['quantity by line name', 'total scrap quantity by line name'],
    ['quantity per line', 'total scrap quantity by line name'],
  ] as const) {
    const { query } = outputOf(await ask(analyst, meant), 'parse')
    const run = await edit(analyst, await ask(analyst, said), 'parse', { query })
    confirmed.push(await call<Verified>(analyst, 'POST /api/chatbi/verified', { body: { runId: run.id } }))
  }
  assert.match(measureOf(await ask(viewer, doubtful)), /scrap_qty.*"shift"/)
  for (const { id } of confirmed) await call(administrator, `DELETE /api/chatbi/verified/${id}`)
  assert.doesNotMatch(measureOf(await ask(viewer, doubtful)), /scrap_qty.*"shift"/)
})

test('a receipt is replayed, and a replay over other data names the step that differs', async () => {
  const run = await ask(analyst, question)
  const receipt = await call<object>(analyst, `GET /api/runs/${run.id}/receipt`)
  interface Report {
    readonly same: boolean
    readonly steps: readonly { readonly step: string; readonly verdict: string }[]
  }
  const replay = () => call<Report>(analyst, 'POST /api/replays', { body: receipt })
  assert.equal((await replay()).same, true)
  server.changePlant('UPDATE production SET good_qty = good_qty - 1 WHERE production_id = 0')
  const { same, steps } = await replay()
  assert.equal(same, false)
  assert.deepEqual(
    steps.filter(step => step.verdict !== 'same').map(step => step.step),
    ['execute', 'narrate'],
  )
})

test('one answer over HTTP, with its failure told by the step that failed', async () => {
  const reply = await call<{ readonly sql: string; readonly rows: unknown[][] }>(
    viewer,
    'POST /api/chatbi/ask',
    {
      body: { question, sourceIds: [server.sourceId] },
    },
  )
  assert.deepEqual(sorted(reply.rows), plantRows(byLine))
  const refused = await call<{ readonly sql: null; readonly clarification: { readonly options: string[] } }>(
    viewer,
    'POST /api/chatbi/ask',
    { body: { question: 'who wrote Hamlet', sourceIds: [server.sourceId] } },
  )
  assert.deepEqual([refused.sql, refused.clarification.options], [null, []])
  const { error } = await call<ErrorReply>(viewer, 'POST /api/chatbi/ask', {
    body: { question, sourceIds: ['nowhere'] },
    status: 404,
  })
  assert.deepEqual(
    [error.code, error.data['code'], error.data['step'], error.data['data']],
    ['RUN_FAILED', 'SOURCE_NOT_FOUND', 'link', { sourceId: 'nowhere' }],
  )
})

test('the first reading of values is a job that is seen, and the first question waits for it', async () => {
  const fresh = await startAskServer()
  try {
    const run = await fresh.ask(fresh.viewer, 'total good quantity of Milling')
    assert.deepEqual(
      rowsOf(run),
      fresh.plantRows("SELECT SUM(good_qty) FROM production WHERE line_id = 'L2'"),
    )
    const jobs = await call<Job[]>(fresh.administrator, 'GET /api/jobs')
    const reading = jobs.filter(job => job.name === 'chatbi.value-index')
    assert.deepEqual(
      reading.map(job => [job.state, job.input]),
      [['done', { sourceId: fresh.sourceId }]],
    )
  } finally {
    await fresh.close()
  }
})

test('what was confirmed and remembered about a source goes with it', async () => {
  const gone = await startAskServer()
  try {
    const { id, name } = await call<{ id: string; name: string }>(
      gone.administrator,
      `GET /api/sources/${gone.sourceId}`,
    )
    const run = await gone.ask(gone.analyst, question)
    await call(gone.analyst, 'POST /api/chatbi/verified', { body: { runId: run.id } })
    await call(gone.administrator, `DELETE /api/sources/${id}`)
    assert.deepEqual(await call<Verified[]>(gone.administrator, 'GET /api/chatbi/verified'), [], name)
  } finally {
    await gone.close()
  }
})
