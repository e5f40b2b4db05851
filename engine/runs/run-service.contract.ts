import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Kysely } from 'kysely'
import type { ErrorCode, Run, RunEvent, RunService } from '@millwright/spec'
import { isPlatformError } from '@millwright/spec'
import { administrator, analyst, createWorkshop, everyone, otherAnalyst, viewer } from './contract-skill.ts'
import type { Workshop } from './contract-skill.ts'
import { createConversationService } from './conversations.ts'
import { createRunService } from './run-service.ts'
import type { RunServiceOptions } from './run-service.ts'
import type { RunTables } from './tables.ts'

/** An opened, migrated database for one suite. */
export interface RunDatabase {
  readonly db: Kysely<RunTables>
  close(): Promise<void>
}

interface Bench {
  readonly service: RunService
  readonly shop: Workshop
  /** Another service on the same database, with the same skill: a process after a restart, or beside. */
  beside(options?: Partial<RunServiceOptions>): RunService
  run(input?: Readonly<Record<string, unknown>>): Promise<Run>
}

const outputs = (run: Run) => Object.fromEntries(run.steps.map(step => [step.step, step.output]))
const states = (run: Run) => Object.fromEntries(run.steps.map(step => [step.step, step.state]))
const versions = (run: Run) => Object.fromEntries(run.steps.map(step => [step.step, step.version]))
const refused = (code: ErrorCode) => (error: unknown) => {
  assert.ok(isPlatformError(error, code), `expected ${code}, got ${String(error)}`)
  return true
}

/** What every database under runs must make true. */
export const describeRunService = (name: string, open: () => Promise<RunDatabase>): void => {
  describe(`runs on ${name}`, () => {
    let database: RunDatabase
    const services: RunService[] = []
    before(async () => {
      database = await open()
    })
    after(async () => {
      await Promise.all(services.map(service => service.close()))
      await database.close()
    })

    const setUp = (options: { readonly acts?: boolean } = {}): Bench => {
      const shop = createWorkshop(`contract.${randomUUID()}`, options)
      const beside = (more: Partial<RunServiceOptions> = {}): RunService => {
        const made = createRunService({
          db: database.db,
          clock: { now: () => new Date() },
          product: { name: 'Millwright', version: '0.0.0' },
          resolveActor: async personId => everyone.find(person => person.personId === personId),
          log: () => {},
          ...more,
        })
        made.register(shop.skill)
        services.push(made)
        return made
      }
      const service = beside()
      const run = async (input: Readonly<Record<string, unknown>> = {}) => {
        const { id } = await service.start({
          skill: shop.skill.name,
          input: { base: 3, ...input },
          actor: analyst,
        })
        return service.settled(id, analyst)
      }
      return { service, shop, beside, run }
    }

    describeRunning(setUp)
    describeEditing(setUp)
    describeWatching(setUp)
    describeStopping(setUp)
    describeSharing(setUp, () => database.db)
    describeReceipts(setUp)
  })
}

type SetUp = (options?: { readonly acts?: boolean }) => Bench

const describeRunning = (setUp: SetUp): void => {
  it('runs every step after those it depends on', async () => {
    const { shop, run } = setUp()
    const done = await run()
    assert.equal(done.state, 'done')
    assert.deepEqual(outputs(done), { read: 3, double: 6, square: 9, sum: 15 })
    assert.deepEqual(done.steps.at(-1)?.inputs, { double: 1, square: 1 })
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)'])
    assert.equal(done.title, 'Base 3')
  })

  it('runs independent steps at the same time', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('double')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await untilStep(service, id, 'square', 'done')
    release()
    assert.equal(outputs(await service.settled(id, analyst))['sum'], 15)
  })

  it('returns the first run for a repeated request key, and another person their own', async () => {
    const { service, shop } = setUp()
    const request = { skill: shop.skill.name, input: { base: 1 }, requestKey: randomUUID() }
    const [first, again] = await Promise.all([
      service.start({ ...request, actor: analyst }),
      service.start({ ...request, actor: analyst }),
    ])
    const other = await service.start({ ...request, actor: otherAnalyst })
    assert.equal(again.id, first.id)
    assert.notEqual(other.id, first.id)
    await Promise.all([service.settled(first.id, analyst), service.settled(other.id, otherAnalyst)])
    assert.deepEqual(shop.log.filter(entry => entry.startsWith('read')).length, 2)
  })

  it('refuses an input that its skill does not take, and a skill that nobody offers', async () => {
    const { service, shop } = setUp()
    await assert.rejects(
      service.start({ skill: shop.skill.name, input: { base: 'x' }, actor: analyst }),
      refused('INPUT_INVALID'),
    )
    await assert.rejects(
      service.start({ skill: 'nobody.offers', input: {}, actor: analyst }),
      refused('SKILL_NOT_FOUND'),
    )
  })

  it('ends early when a step says stop, and says why', async () => {
    const { run } = setUp()
    const done = await run({ mode: 'stop' })
    assert.equal(done.state, 'done')
    assert.deepEqual(done.stopped, { step: 'read', reason: 'nothing to do' })
    assert.deepEqual(outputs(done), { read: 0 })
  })

  it('waits for a person and goes on with the answer', async () => {
    const { service, run } = setUp()
    const waiting = await run({ mode: 'ask' })
    assert.equal(waiting.state, 'waiting')
    assert.equal(waiting.steps[0]?.waitingFor?.id, 'which-base')
    const request = { runId: waiting.id, step: 'read', expectedVersion: 1, actor: analyst }
    await assert.rejects(service.answer({ ...request, value: '30' }), refused('INPUT_INVALID'))
    await service.answer({ ...request, value: '10' })
    await assert.rejects(service.answer({ ...request, value: '20' }), refused('STEP_EDIT_CONFLICT'))
    const done = await service.settled(waiting.id, analyst)
    assert.equal(outputs(done)['sum'], 120)
    assert.equal(done.history[0]?.waitingFor?.id, 'which-base')
  })

  it('records a foreseen failure with its message, and hides an unforeseen one', async () => {
    const { service, shop, run } = setUp()
    shop.failNext('sum', new Error('password=hunter2'))
    const failed = await run()
    assert.equal(failed.state, 'failed')
    const error = failed.steps.find(step => step.step === 'sum')?.error
    assert.equal(error?.code, 'BUG')
    assert.doesNotMatch(JSON.stringify(failed), /hunter2/)
    await service.retry(failed.id, analyst)
    const done = await service.settled(failed.id, analyst)
    assert.equal(done.state, 'done')
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)', 'sum(2)'])
  })

  it('lists runs newest first, in pages', async () => {
    const { service, run } = setUp()
    const made = [await run(), await run(), await run()]
    const first = await service.list({ app: 'contract', limit: 2 }, analyst)
    assert.deepEqual(
      first.map(({ id }) => id),
      [made[2]?.id, made[1]?.id],
    )
    const next = await service.list({ app: 'contract', limit: 1, before: made[1]?.id ?? '' }, analyst)
    assert.deepEqual(next, [summaryOf(made[0])])
  })
}

const summaryOf = (run: Run | undefined) => {
  assert.ok(run)
  const { steps: _steps, history: _history, input: _input, ...summary } = run
  return summary
}

const describeEditing = (setUp: SetUp): void => {
  it('re-runs what depends on an edited step and nothing else, and keeps the old versions', async () => {
    const { service, shop, run } = setUp()
    const { id } = await run()
    await service.edit({ runId: id, step: 'double', expectedVersion: 1, output: 100, actor: analyst })
    const done = await service.settled(id, analyst)
    assert.deepEqual(outputs(done), { read: 3, double: 100, square: 9, sum: 109 })
    assert.deepEqual(states(done), { read: 'done', double: 'edited', square: 'done', sum: 'done' })
    assert.deepEqual(versions(done), { read: 1, double: 2, square: 1, sum: 2 })
    assert.deepEqual(
      done.history.map(step => [step.step, step.version, step.state, step.output]),
      [
        ['double', 1, 'superseded', 6],
        ['sum', 1, 'superseded', 15],
      ],
    )
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)', 'sum(2)'])
  })

  it('refuses the second of two concurrent edits with both versions', async () => {
    const { service, run } = setUp()
    const { id } = await run()
    const edit = (output: number, actor = analyst) =>
      service.edit({ runId: id, step: 'double', expectedVersion: 1, output, actor })
    const [first, second] = await Promise.allSettled([edit(100), edit(200, administrator)])
    assert.equal(first.status, 'fulfilled')
    assert.equal(second.status, 'rejected')
    assert.ok(second.status === 'rejected' && isPlatformError(second.reason, 'STEP_EDIT_CONFLICT'))
    assert.deepEqual(second.reason.data, {
      runId: id,
      step: 'double',
      expectedVersion: 1,
      actualVersion: 2,
      yours: 200,
      theirs: 100,
    })
    assert.equal(outputs(await service.settled(id, analyst))['sum'], 109)
  })

  it('refuses an edit that is of the wrong type, that a check fails, or that the person may not make', async () => {
    const { service, run } = setUp()
    const { id } = await run()
    const edit = (output: unknown, actor = analyst) =>
      service.edit({ runId: id, step: 'double', expectedVersion: 1, output, actor })
    await assert.rejects(edit('many'), refused('STEP_EDIT_REFUSED'))
    await assert.rejects(edit(-1), refused('STEP_EDIT_REFUSED'))
    await service.share(id, analyst)
    await assert.rejects(edit(1, { ...analyst, role: 'viewer' }), refused('NOT_PERMITTED'))
    assert.equal((await service.get(id, analyst)).steps[1]?.version, 1)
  })

  it('undoes edits one after the other without running anything again', async () => {
    const { service, shop, run } = setUp()
    const original = await run()
    const { id } = original
    await service.edit({ runId: id, step: 'read', expectedVersion: 1, output: 5, actor: analyst })
    await service.settled(id, analyst)
    await service.edit({ runId: id, step: 'sum', expectedVersion: 2, output: 1, actor: analyst })
    await service.settled(id, analyst)
    const before = shop.log.length
    const once = await service.undo(id, analyst)
    assert.deepEqual(outputs(once), { read: 5, double: 10, square: 25, sum: 35 })
    assert.equal(once.canUndo, true)
    const twice = await service.undo(id, analyst)
    assert.deepEqual(outputs(twice), outputs(original))
    assert.deepEqual(versions(twice), versions(original))
    assert.equal(twice.state, 'done')
    assert.equal(twice.canUndo, false)
    assert.equal(shop.log.length, before)
    await assert.rejects(service.undo(id, analyst), refused('NOTHING_TO_UNDO'))
  })

  it('aborts only the dependants in flight when a step is edited while the run goes on', async () => {
    const { service, shop } = setUp()
    const releases = [shop.hold('double'), shop.hold('square')]
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await untilStep(service, id, 'read', 'done')
    releases[1]?.()
    await untilStep(service, id, 'square', 'done')
    await service.edit({ runId: id, step: 'square', expectedVersion: 1, output: 1000, actor: analyst })
    assert.equal(shop.signals.get('double')?.aborted, false)
    const before = shop.signals.get('double')
    await service.edit({ runId: id, step: 'read', expectedVersion: 1, output: 4, actor: analyst })
    assert.equal(before?.aborted, true)
    releases[0]?.()
    const done = await service.settled(id, analyst)
    assert.deepEqual(outputs(done), { read: 4, double: 8, square: 16, sum: 24 })
  })

  it('forks into a run of its own, which leaves the first as it was', async () => {
    const { service, shop, run } = setUp()
    const first = await run()
    const fork = await service.fork(first.id, analyst)
    assert.deepEqual(fork.forkedFrom, { runId: first.id, seq: first.seq })
    assert.deepEqual(outputs(fork), outputs(first))
    assert.equal(shop.log.length, 4)
    await service.edit({ runId: fork.id, step: 'read', expectedVersion: 1, output: 1, actor: analyst })
    assert.equal(outputs(await service.settled(fork.id, analyst))['sum'], 3)
    assert.deepEqual(outputs(await service.get(first.id, analyst)), outputs(first))
  })

  it('starts unfinished work over in a fork', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('square')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await untilStep(service, id, 'double', 'done')
    const fork = await service.fork(id, analyst)
    release()
    const [first, second] = [await service.settled(id, analyst), await service.settled(fork.id, analyst)]
    assert.deepEqual(outputs(second), outputs(first))
    assert.deepEqual(shop.log.filter(entry => entry.startsWith('square')).length, 2)
  })
}

const describeWatching = (setUp: SetUp): void => {
  it('streams history and live events to every watcher without gap or duplicate', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('read')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    const stop = new AbortController()
    const early = collect(service.events(id, analyst, 0, stop.signal))
    release()
    const done = await service.settled(id, analyst)
    const late = collect(service.events(id, analyst, 3, stop.signal))
    await service.edit({ runId: id, step: 'read', expectedVersion: 1, output: 1, actor: analyst })
    const { seq } = await service.settled(id, analyst)
    assert.ok(seq > done.seq)
    await until(() => early.at(-1)?.seq === seq && late.at(-1)?.seq === seq)
    stop.abort()
    assert.deepEqual(
      early.map(event => event.seq),
      Array.from({ length: seq }, (_, index) => index + 1),
    )
    assert.deepEqual(
      late.map(event => event.seq),
      Array.from({ length: seq - 3 }, (_, index) => index + 4),
    )
  })

  it('streams what another process on the same database appends', async () => {
    const { service, beside, run } = setUp()
    const { id, seq } = await run()
    const watcher = beside({ pollMs: 20 })
    const stop = new AbortController()
    const seen = collect(watcher.events(id, analyst, seq, stop.signal))
    await service.edit({ runId: id, step: 'sum', expectedVersion: 1, output: 1, actor: analyst })
    await until(() => seen.some(event => event.data.type === 'run-finished'))
    stop.abort()
    assert.equal(seen[0]?.seq, seq + 1)
    assert.equal(outputs(await watcher.get(id, analyst))['sum'], 1)
  })

  it('lets one of two processes win when both edit the same version', async () => {
    const { service, beside, run } = setUp()
    const { id } = await run()
    const other = beside({ pollMs: 20 })
    const edit = (through: RunService, output: number) =>
      through.edit({ runId: id, step: 'sum', expectedVersion: 1, output, actor: analyst })
    const ends = await Promise.allSettled([edit(service, 1), edit(other, 2)])
    assert.deepEqual(ends.map(end => end.status).toSorted(), ['fulfilled', 'rejected'])
    const lost = ends.find(end => end.status === 'rejected')
    assert.ok(isPlatformError(lost?.reason, 'STEP_EDIT_CONFLICT'))
  })

  it('rejects waiting when the watcher gives up', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('read')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await assert.rejects(service.settled(id, analyst, AbortSignal.timeout(20)), { name: 'TimeoutError' })
    release()
    await service.settled(id, analyst)
  })
}

const describeStopping = (setUp: SetUp): void => {
  it('cancels work in progress and can be retried from there', async () => {
    const { service, shop } = setUp()
    const release = shop.hold('sum')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.signals.has('sum'))
    const cancelled = await service.cancel(id, analyst)
    assert.equal(cancelled.state, 'cancelled')
    assert.equal(shop.signals.get('sum')?.aborted, true)
    release()
    assert.equal((await service.cancel(id, analyst)).seq, cancelled.seq)
    await service.retry(id, analyst)
    const done = await service.settled(id, analyst)
    assert.equal(outputs(done)['sum'], 15)
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)', 'sum(2)'])
  })

  it('continues a run that its process left, from the last recorded step', async () => {
    const { service, shop, beside } = setUp()
    shop.hold('sum')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.signals.has('sum'))
    await service.close()
    shop.hold('sum')()
    const next = beside()
    assert.ok((await next.resumeAll()) >= 1)
    const done = await next.settled(id, analyst)
    assert.deepEqual(outputs(done), { read: 3, double: 6, square: 9, sum: 15 })
    assert.deepEqual(shop.log, ['read(1)', 'double(1)', 'square(1)', 'sum(1)', 'sum(2)'])
    assert.deepEqual(versions(done), { read: 1, double: 1, square: 1, sum: 1 })
  })

  it('never starts an acting step again by itself, and asks whether it was done', async () => {
    const { service, shop, beside } = setUp({ acts: true })
    const release = shop.hold('report')
    const start = () => service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    const [confirmed, repeated] = [await start(), await start()]
    await until(() => shop.log.includes('report(2)'))
    const next = beside()
    await next.resumeAll()
    shop.hold('report')()
    for (const { id } of [confirmed, repeated]) {
      const waiting = await next.settled(id, analyst)
      assert.equal(waiting.state, 'waiting')
      assert.equal(waiting.steps.at(-1)?.waitingFor?.id, 'interrupted-step')
    }
    assert.equal(shop.log.filter(entry => entry.startsWith('report')).length, 2)
    const answer = (runId: string, value: string) =>
      next.answer({ runId, step: 'report', expectedVersion: 1, value, actor: analyst })
    await answer(confirmed.id, 'done')
    const ended = await next.settled(confirmed.id, analyst)
    assert.equal(ended.state, 'done')
    assert.match(ended.stopped?.reason ?? '', /confirmed as done/)
    assert.deepEqual(shop.acted, [])
    await answer(repeated.id, 'again')
    assert.equal((await next.settled(repeated.id, analyst)).state, 'done')
    assert.deepEqual(shop.acted, [`${repeated.id}/report/1`])
    release()
  })

  it('refuses to edit under an acting step that is being carried out', async () => {
    const { service, shop } = setUp({ acts: true })
    const release = shop.hold('report')
    const { id } = await service.start({ skill: shop.skill.name, input: { base: 3 }, actor: analyst })
    await until(() => shop.signals.has('report'))
    const edit = { runId: id, step: 'read', expectedVersion: 1, output: 1, actor: analyst }
    await assert.rejects(service.edit(edit), refused('STEP_NOT_EDITABLE'))
    release()
    assert.equal((await service.settled(id, analyst)).state, 'done')
    assert.equal(shop.acted.length, 1)
  })
}

const describeSharing = (setUp: SetUp, db: () => Kysely<RunTables>): void => {
  it('is seen by its creator and administrators, and by peers once shared', async () => {
    const { service, run } = setUp()
    const { id } = await run()
    const sees = (actor: typeof viewer) =>
      service.get(id, actor).then(
        () => true,
        error => !isPlatformError(error, 'RUN_NOT_FOUND'),
      )
    const listed = async (actor: typeof viewer) =>
      (await service.list({ app: 'contract', limit: 200 }, actor)).some(run => run.id === id)
    for (const look of [sees, listed])
      assert.deepEqual(await Promise.all(everyone.map(look)), [true, false, false, true])
    await assert.rejects(service.share(id, otherAnalyst), refused('RUN_NOT_FOUND'))
    assert.equal((await service.share(id, analyst)).shared, true)
    for (const look of [sees, listed])
      assert.deepEqual(await Promise.all(everyone.map(look)), [true, true, false, true])
  })

  it('keeps conversations to their person', async () => {
    const { service, shop } = setUp()
    const conversations = createConversationService({ db: db(), clock: { now: () => new Date() } })
    const talk = await conversations.create('Night shift', analyst)
    const ask = (actor: typeof viewer) =>
      service.start({ skill: shop.skill.name, input: { base: 1 }, actor, conversationId: talk.id })
    const { id } = await ask(analyst)
    await assert.rejects(ask(otherAnalyst), refused('RESOURCE_NOT_FOUND'))
    await service.settled(id, analyst)
    const inTalk = await service.list({ conversationId: talk.id }, analyst)
    assert.deepEqual(
      inTalk.map(run => run.id),
      [id],
    )
    assert.equal((await conversations.rename(talk.id, ' Nights ', analyst)).title, 'Nights')
    await assert.rejects(conversations.rename(talk.id, 'x', viewer), refused('RESOURCE_NOT_FOUND'))
    await conversations.remove(talk.id, analyst)
    assert.deepEqual(await conversations.list(analyst), [])
    assert.equal((await service.get(id, analyst)).id, id)
  })
}

const describeReceipts = (setUp: SetUp): void => {
  it('replays a receipt with its answers and edits, and finds the step that differs', async () => {
    const { service, shop, run } = setUp()
    const { id } = await run({ mode: 'ask' })
    await service.answer({ runId: id, step: 'read', expectedVersion: 1, value: '20', actor: analyst })
    await service.settled(id, analyst)
    await service.edit({ runId: id, step: 'double', expectedVersion: 1, output: 7, actor: analyst })
    await service.settled(id, analyst)
    const receipt = await service.receipt(id, analyst)
    const file = JSON.parse(JSON.stringify(receipt))
    assert.deepEqual(Object.keys(receipt.outputHashes), ['read', 'double', 'square', 'sum'])
    const same = await service.replay(file, otherAnalyst)
    assert.equal(same.same, true)
    assert.notEqual(same.runId, id)
    file.outputHashes.sum = 'another'
    const report = await service.replay(file, otherAnalyst)
    assert.deepEqual(
      report.steps.map(step => `${step.step} ${step.verdict}`),
      ['read same', 'double same', 'square same', 'sum differs'],
    )
    assert.equal(report.same, false)
    assert.equal(shop.acted.length, 0)
  })

  it('replays nothing that is not a receipt, and nothing that acts on the world', async () => {
    const { service, shop, run } = setUp({ acts: true })
    const receipt = await service.receipt((await run()).id, analyst)
    await assert.rejects(service.replay(receipt, analyst), refused('RECEIPT_INVALID'))
    await assert.rejects(service.replay({ ...receipt, events: [] }, analyst), refused('RECEIPT_INVALID'))
    assert.equal(shop.acted.length, 1)
  })
}

const collect = (events: AsyncIterable<RunEvent>): readonly RunEvent[] => {
  const seen: RunEvent[] = []
  const read = async () => {
    for await (const event of events) seen.push(event)
  }
  void read()
  return seen
}

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await isSo()) return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  assert.fail('it did not happen within 5 s')
}

const untilStep = (service: RunService, runId: string, step: string, state: string): Promise<void> =>
  until(async () =>
    (await service.get(runId, analyst)).steps.some(one => one.step === step && one.state === state),
  )
