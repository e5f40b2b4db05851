/** So many rows beyond a limit are looked at; as many that are equal stand for that many or more. */
export const beyondCount = 20
