import { createInterface } from 'node:readline/promises'
import { PlatformError } from '@millwright/spec'
import { askReplySchema } from './ask-reply.ts'
import type { AskReply } from './ask-reply.ts'
import { classifySources } from './classify-source.ts'
import { exitCodes } from './exit-codes.ts'
import { emphasisOf, showNotes, toAnswerText } from './terminal-output.ts'
import { openWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

export interface AskOptions {
  readonly source: readonly string[]
  readonly json?: boolean
  readonly language?: 'en' | 'zh'
  /** Which reading is meant where the question is asked back, counted from 1; 0 for none of them. */
  readonly choose?: string
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
    const asked = askReplySchema.parse(
      await workspace.call('POST', '/api/chatbi/ask', {
        question,
        ...(sourceIds.length > 0 ? { sourceIds } : {}),
        ...(options.language ? { language: options.language } : {}),
      }),
    )
    process.stderr.write(clear)
    const reply = await choose(asked, options, workspace)
    const emphasis = emphasisOf(process.stdout.isTTY)
    process.stdout.write(`${options.json ? JSON.stringify(reply) : toAnswerText(reply, emphasis)}\n`)
    return exitCodeOfReply(reply)
  } finally {
    await workspace.close()
  }
}

const exitCodeOfReply = (reply: AskReply): number =>
  reply.clarification ? exitCodes.askedBack : exitCodes.answered

/** Where the question was asked back: the answer of the reading that was named, or is named now at the terminal. */
const choose = async (asked: AskReply, options: AskOptions, workspace: Workspace): Promise<AskReply> => {
  const readings = asked.clarification?.options ?? []
  if (readings.length === 0) return asked
  const isAtTerminal = !options.json && process.stdin.isTTY && process.stdout.isTTY
  const said = options.choose ?? (isAtTerminal ? await askWhich(asked) : '')
  if (said === '') return asked
  const choice = said === '0' ? 'none' : readings[Number(said) - 1]?.choice
  if (choice === undefined)
    throw new PlatformError('INPUT_INVALID', {
      problems: [`reading ${said}: there are ${readings.length}, counted from 1; 0 stands for none of them`],
    })
  return askReplySchema.parse(
    await workspace.request({
      method: 'POST',
      path: '/api/chatbi/runs/:id/choice',
      params: { id: asked.run },
      body: { choice },
    }),
  )
}

/** Empty where nothing is chosen. */
const askWhich = async (asked: AskReply): Promise<string> => {
  process.stdout.write(`${toAnswerText(asked, emphasisOf(true))}\n\n`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return (await terminal.question('Which one? Its number, 0 for none of these: ')).trim()
  } finally {
    terminal.close()
  }
}
