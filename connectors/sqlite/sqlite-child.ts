import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { SqliteReply, SqliteRequest } from './messages.ts'

/** One child process; it answers one request at a time. */
export interface SqliteChild {
  ask(request: SqliteRequest): Promise<SqliteReply>
  readonly isAlive: boolean
  /** Ends it at once, whatever it does; a pending `ask` then answers with an error. */
  kill(): void
}

/** No environment, so that no secret of this process reaches it. */
const start = (): ChildProcess =>
  fork(new URL('./sqlite-process.ts', import.meta.url), [], {
    env: {},
    execArgv: ['--max-old-space-size=512', '--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })

export const startSqliteChild = (): SqliteChild => {
  const child = start()
  let isAlive = true
  let settle: ((reply: SqliteReply) => void) | undefined
  const answer = (reply: SqliteReply) => {
    settle?.(reply)
    settle = undefined
  }
  const end = () => {
    isAlive = false
    answer({
      kind: 'error',
      reason: 'the process that ran the query ended; it may have needed too much memory',
    })
  }
  child.on('message', reply => answer(reply as SqliteReply)) // our own child sends nothing else
  child.on('exit', end)
  child.on('error', end)
  return {
    ask: request =>
      new Promise(resolve => {
        settle = resolve
        if (!isAlive) return end()
        child.send(request, error => {
          if (error) end()
        })
      }),
    get isAlive() {
      return isAlive
    },
    kill: () => {
      isAlive = false
      child.kill('SIGKILL')
    },
  }
}
