import { askReplySchema } from './ask-reply.ts'
import type { AskReply } from './ask-reply.ts'
import { classifySources } from './classify-source.ts'
import { exitCodes } from './exit-codes.ts'
import { showNotes, toAnswerText } from './terminal-output.ts'
import { openWorkspace } from './workspace.ts'

export interface AskOptions {
  readonly source: readonly string[]
  readonly json?: boolean
  readonly language?: 'en' | 'zh'
}

/** Asks one question and prints the answer; with `json` one object and nothing else on standard output. */
export const ask = async (question: string, options: AskOptions): Promise<number> => {
  const sources = classifySources(options.source)
  const clear = process.stderr.isTTY ? '\r\u001b[K' : ''
  const say = (message: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`${clear}${message}`)
  }
  const workspace = await openWorkspace({ isTemporary: sources.length > 0, onProgress: say })
  try {
    const sourceIds: string[] = []
    for (const source of sources) {
      const added = await workspace.platform.sources.add(source, workspace.actor, {
        progress: ({ message }) => say(message),
      })
      sourceIds.push(added.id)
      if (!options.json) showNotes(added, line => process.stderr.write(`${clear}${line}\n`))
    }
    const reply = askReplySchema.parse(
      await workspace.call('POST', '/api/chatbi/ask', {
        question,
        ...(sourceIds.length > 0 ? { sourceIds } : {}),
        ...(options.language ? { language: options.language } : {}),
      }),
    )
    process.stderr.write(clear)
    process.stdout.write(`${options.json ? JSON.stringify(reply) : toAnswerText(reply)}\n`)
    return exitCodeOfReply(reply)
  } finally {
    await workspace.close()
  }
}

const exitCodeOfReply = (reply: AskReply): number =>
  reply.clarification ? exitCodes.askedBack : exitCodes.answered
