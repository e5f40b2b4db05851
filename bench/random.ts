/** The same numbers from 0 to 1 every time, for one seed (D. H. Lehmer, 1951, with Park and Miller's factor of 1988). */
export const createRandom = (seed: number): (() => number) => {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
