/** So many rows beyond a limit are looked at; as many that are equal stand for that many or more. */
export const beyondCount = 20

/** SQL whose rows tell whether a limit cuts between rows that its order leaves equal. */
export interface BeyondLimit {
  /** The same query with a limit that is {@link beyondCount} higher. */
  readonly sql: string
  /** The limit of the query itself. */
  readonly count: number
  /** Outputs that the query orders by; rows that agree in all of them are equal. */
  readonly by: readonly string[]
}
