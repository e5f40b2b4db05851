/**
 * One process of the crash test: `process.ts <data folder> <PDF> <die>`. Puts the PDF into a collection, where it is
 * not there yet, and reads it; with `die` it kills itself in the middle of that. Otherwise it prints, as JSON, the
 * revision when it has ended, and the fewest pages that were read whenever it looked.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openPlatform } from '../../compose/open-platform.ts'
import { localActor } from '../../compose/local-actor.ts'
import { loadConfig } from '../../config/load-config.ts'

const [folder = '', pdf = '', die] = process.argv.slice(2)
const platform = await openPlatform(
  await loadConfig(
    { MILLWRIGHT_DATA: folder, MILLWRIGHT_DEMO: 'off', MILLWRIGHT_LOG_LEVEL: 'silent' },
    folder,
  ),
)
const actor = await localActor(platform)
const routes = platform.apps.flatMap(app => app.instance.routes)

const call = async <T>(name: string, request: object): Promise<T> => {
  const [method, path] = name.split(' ')
  const route = routes.find(one => one.method === method && one.path === path)
  if (!route) throw new Error(`bug: no route ${name}`)
  const { signal } = new AbortController()
  const given = { params: {}, query: {}, body: {}, actor, signal, ...request }
  return (await route.handle(given)) as T // this process knows what it asked for
}

interface Listed {
  readonly documents: readonly { readonly newest: { readonly id: string } }[]
}
const list = async (): Promise<Listed> => {
  const [collection] = await call<{ id: string }[]>('GET /api/chatdoc/collections', {})
  const made =
    collection ??
    (await call<{ id: string }>('POST /api/chatdoc/collections', {
      body: { name: 'Crash', description: '', dictionary: [], readers: [] },
    }))
  const params = { id: made.id }
  if (!collection)
    await call('POST /api/chatdoc/collections/:id/documents', {
      params,
      received: { fields: {}, files: [{ name: 'manual.pdf', path: pdf, sizeBytes: 0 }], refused: [] },
    })
  return call('GET /api/chatdoc/collections/:id/documents', { params, query: { offset: 0, limit: 10 } })
}

const { documents } = await list()
const params = { id: documents[0]?.newest.id ?? '' }
const look = (limit: number) =>
  call<{ state: string; pagesRead: number }>('GET /api/chatdoc/revisions/:id', {
    params,
    query: { offset: 0, limit },
  })
let fewest = Infinity
for (;;) {
  const revision = await look(0)
  if (revision.state === 'reading') fewest = Math.min(fewest, revision.pagesRead)
  if (die === 'die' && revision.pagesRead >= 32) process.kill(process.pid, 'SIGKILL')
  if (revision.state === 'ready' || revision.state === 'failed') break
  await sleep(10)
}
process.stdout.write(JSON.stringify({ revision: await look(100_000), fewest }))
await platform.close()
