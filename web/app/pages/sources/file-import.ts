import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import type { Job } from '@millwright/spec'
import type { Api } from '../../api/api.ts'
import { useApi } from '../../api/api-context.tsx'
import { jobReplySchema } from '../../api/replies.ts'
import { useErrorText } from '../../ui/states.tsx'
import { sourcesQueryKey } from './source-queries.ts'

const acceptedSchema = z.object({ jobId: z.string(), sourceId: z.string().nullish() })
const outputSchema = z.object({ sourceId: z.string() })

/** One import as it goes on. `fraction` is 0..1, absent where the total is unknown. */
export interface FileImport {
  readonly id: string
  readonly name: string
  readonly phase: 'sending' | 'importing' | 'done' | 'failed'
  readonly fraction?: number | undefined
  readonly message?: string | undefined
}

const pollMs = 500

/** Extensions that the server can read. */
export const acceptedFiles = '.csv,.tsv,.txt,.json,.ndjson,.jsonl,.parquet,.xlsx,.sqlite,.sqlite3,.db'

/** A readable name of a source from its file's name. */
const sourceNameOf = (fileName: string): string => fileName.replace(/\.[^.]+$/, '').replaceAll(/[_]+/g, ' ')

const waitForJob = async (
  api: Api,
  jobId: string,
  onProgress: (fraction: number | undefined, message: string | undefined) => void,
): Promise<Job> => {
  for (;;) {
    const job = await api.get(`/api/jobs/${jobId}`, jobReplySchema)
    if (job.state === 'done' || job.state === 'failed' || job.state === 'cancelled') return job
    onProgress(job.progress, job.message)
    await new Promise(resolve => setTimeout(resolve, pollMs))
  }
}

/** Sends files and follows their import until the source is ready. */
export const useFileImport = () => {
  const api = useApi()
  const client = useQueryClient()
  const textOf = useErrorText()
  const [imports, setImports] = useState<readonly FileImport[]>([])
  const update = (id: string, change: Partial<FileImport>) =>
    setImports(current => current.map(item => (item.id === id ? { ...item, ...change } : item)))
  const importFiles = async (files: readonly File[]): Promise<string | undefined> => {
    const [first] = files
    if (!first) return undefined
    const id = crypto.randomUUID()
    const name = sourceNameOf(first.name)
    setImports(current => [...current, { id, name, phase: 'sending', fraction: 0 }])
    const form = new FormData()
    form.append('name', name)
    for (const file of files) form.append('files', file, file.name)
    try {
      const accepted = await api.upload('/api/sources/files', form, acceptedSchema, fraction =>
        update(id, { fraction }),
      )
      update(id, { phase: 'importing', fraction: undefined })
      const job = await waitForJob(api, accepted.jobId, (fraction, message) =>
        update(id, { fraction, message }),
      )
      if (job.state !== 'done') throw new Error(job.error ?? job.state)
      update(id, { phase: 'done', fraction: 1 })
      return outputSchema.safeParse(job.output).data?.sourceId ?? accepted.sourceId ?? undefined
    } catch (error) {
      update(id, { phase: 'failed', message: textOf(error) })
      return undefined
    } finally {
      await client.invalidateQueries({ queryKey: sourcesQueryKey })
    }
  }
  const dismiss = (id: string) => setImports(current => current.filter(item => item.id !== id))
  return { imports, importFiles, dismiss }
}
