import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemActor } from '@millwright/engine'
import type { Report, Services } from './services.ts'
import { writeDemo } from './write-demo.ts'

const demoSourceId = 'demo'

/**
 * Makes the demo plant's history and registers it as a source, at the first start alone: who removes the source
 * does not find it back at the next start.
 */
export const importDemo = async (
  { sources, clock, workspaceFolder }: Services,
  report: Report,
): Promise<void> => {
  const marker = join(workspaceFolder, 'demo-made')
  if (existsSync(marker)) return
  const { demoModel } = await import('@millwright/demo')
  report({ message: 'making the demo plant', fraction: 0 })
  await placeModel(join(workspaceFolder, 'models'), demoModel())
  await sources.addGenerated(
    {
      id: demoSourceId,
      name: 'Demo plant',
      location: 'a simulated brake-disc plant, made by Millwright',
      write: ({ databasePath, progress, signal }) =>
        writeDemo({
          databasePath,
          now: clock.now(),
          ...(progress && { progress }),
          ...(signal && { signal }),
        }),
    },
    systemActor,
    {
      progress: ({ fraction }) =>
        report({ message: 'making the demo plant', ...(fraction !== undefined && { fraction }) }),
    },
  )
  await writeFile(marker, clock.now().toISOString())
}

/** The model lies where models of the workspace lie, so that it is found in place of a drafted one. */
const placeModel = async (folder: string, yaml: string): Promise<void> => {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${demoSourceId}.ossie.yaml`), yaml)
}
