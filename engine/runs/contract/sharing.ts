import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Kysely } from 'kysely'
import { isPlatformError } from '@millwright/spec'
import { createConversationService } from '../conversations.ts'
import type { RunTables } from '../tables.ts'
import { refused } from './bench.ts'
import type { SetUp } from './bench.ts'
import { analyst, everyone, otherAnalyst, viewer } from './workshop.ts'

export const describeSharing = (setUp: SetUp, db: () => Kysely<RunTables>): void => {
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
    const empty = await conversations.create('Not asked yet', analyst)
    const listed = await conversations.list(analyst)
    const appOf = (conversationId: string) => listed.find(item => item.id === conversationId)?.app
    assert.deepEqual([appOf(talk.id), appOf(empty.id)], [shop.skill.app, undefined])
    await conversations.remove(empty.id, analyst)
    assert.equal((await conversations.rename(talk.id, ' Nights ', analyst)).title, 'Nights')
    await assert.rejects(conversations.rename(talk.id, 'x', viewer), refused('RESOURCE_NOT_FOUND'))
    await conversations.remove(talk.id, analyst)
    assert.deepEqual(await conversations.list(analyst), [])
    assert.equal((await service.get(id, analyst)).id, id)
  })
}
