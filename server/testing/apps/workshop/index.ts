import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { defineApp, defineRoute, defineSkill, defineStep } from '@millwright/spec'

const inputSchema = z.object({ start: z.number(), waitMs: z.number().default(0) })
type Input = z.infer<typeof inputSchema>
const builtin = { kind: 'builtin', name: 'workshop', version: '1' } as const
const editable = { editPermission: 'runs.write' } as const

const add = defineStep<Input, number>({
  name: 'add',
  title: { en: 'Add one' },
  dependsOn: [],
  effect: 'reads',
  output: z.number(),
  ...editable,
  run: async ({ input, signal }) => {
    await sleep(input.waitMs, undefined, { signal })
    return { outcome: 'done', output: input.start + 1, proposer: builtin }
  },
})

const double = defineStep<Input, number>({
  name: 'double',
  title: { en: 'Double' },
  dependsOn: ['add'],
  effect: 'reads',
  output: z.number(),
  run: async ({ outputs }) => ({ outcome: 'done', output: Number(outputs['add']) * 2, proposer: builtin }),
})

const skill = defineSkill<Input>({
  name: 'workshop.count',
  app: 'workshop',
  version: '1',
  title: { en: 'Count' },
  input: inputSchema,
  titleOf: ({ start }) => `Count from ${start}`,
  steps: [add, double],
})

/** A small real app, so that the server is tested with apps as it finds them. */
export const app = defineApp<unknown>({
  name: 'workshop',
  title: { en: 'Workshop' },
  migrations: [{ name: '001-workshop', up: ['create table workshop_note (id text primary key)'] }],
  create: async () => ({
    skills: [skill as never],
    jobs: [],
    routes: [
      defineRoute({
        method: 'POST',
        path: '/api/workshop/echo/:id',
        permission: 'sources.write',
        summary: 'Give back what came',
        params: z.object({ id: z.string() }),
        body: z.strictObject({ count: z.number() }),
        reply: z.object({ id: z.string(), count: z.number(), by: z.string() }),
        handle: async ({ params, body, actor }) => ({
          id: params.id,
          count: body.count,
          by: actor.name,
          secret: 'not in the schema',
        }),
      }),
      defineRoute({
        method: 'GET',
        path: '/api/workshop/file',
        permission: 'data.export',
        summary: 'A file',
        handle: async () => ({
          kind: 'file',
          contentType: 'image/svg+xml',
          fileName: '停机 "report".svg',
          body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
        }),
      }),
      defineRoute({
        method: 'POST',
        path: '/api/workshop/files',
        permission: 'sources.write',
        summary: 'Give back the files that came',
        takesFiles: true,
        status: 202,
        handle: async ({ received }) => ({
          files: await Promise.all(
            (received?.files ?? []).map(async ({ name, path }) => ({
              name,
              text: await readFile(path, 'utf8'),
            })),
          ),
          refused: (received?.refused ?? []).map(({ error }) => error.code),
        }),
      }),
      defineRoute({
        method: 'GET',
        path: '/api/workshop/stored',
        permission: 'data.export',
        summary: 'A file that lies on disk',
        handle: async () => ({
          kind: 'stored-file',
          contentType: 'text/html',
          fileName: 'page.html',
          path: join(import.meta.dirname, 'page.txt'),
          etag: '1',
        }),
      }),
      defineRoute({
        method: 'GET',
        path: '/api/workshop/broken',
        permission: 'runs.read',
        summary: 'Fails as nobody foresaw',
        handle: () => Promise.reject(new Error('the password is hunter2')),
      }),
    ],
  }),
})
