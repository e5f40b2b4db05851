/** How much models may be used. A call may run past a token limit by what it costs itself. */
export interface ModelBudget {
  readonly callsPerHour: number
  readonly tokensPerHour: number
  readonly callsPerQuestion: number
  readonly tokensPerQuestion: number
}

/** Enough for a plant that asks all day on one server, and far from a runaway loop. */
export const defaultModelBudget: ModelBudget = {
  callsPerHour: 600,
  tokensPerHour: 3_000_000,
  callsPerQuestion: 6,
  tokensPerQuestion: 60_000,
}

/** Counts what was spent in the last hour, in all and by question. */
export interface ModelLedger {
  /** The limit that forbids another call, in words; undefined: go ahead. */
  findExhausted(question: string | undefined): string | undefined
  /** Counts a call from its start; call the result with its tokens once they are known. */
  begin(question: string | undefined): (tokens: number) => void
}

interface Spending {
  readonly atMs: number
  readonly question: string | undefined
  tokens: number
}

const hourMs = 3_600_000

/** An empty ledger. `nowMs` must run on whatever the product's clock is fixed to. */
export const createModelLedger = (budget: ModelBudget, nowMs: () => number): ModelLedger => {
  let spent: Spending[] = []
  const sumTokens = (list: readonly Spending[]) => list.reduce((sum, { tokens }) => sum + tokens, 0)
  return {
    findExhausted(question) {
      spent = spent.filter(({ atMs }) => atMs > nowMs() - hourMs)
      const own = question === undefined ? [] : spent.filter(one => one.question === question)
      if (spent.length >= budget.callsPerHour) return `${budget.callsPerHour} calls an hour`
      if (sumTokens(spent) >= budget.tokensPerHour) return `${budget.tokensPerHour} tokens an hour`
      if (own.length >= budget.callsPerQuestion) return `${budget.callsPerQuestion} calls a question`
      if (sumTokens(own) >= budget.tokensPerQuestion) return `${budget.tokensPerQuestion} tokens a question`
      return undefined
    },
    begin(question) {
      const spending: Spending = { atMs: nowMs(), question, tokens: 0 }
      spent.push(spending)
      return tokens => {
        spending.tokens = tokens
      }
    },
  }
}
