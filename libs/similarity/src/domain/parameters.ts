/** What a grouping goes by; kept with each run. */
export interface GroupingParameters {
  /** How many characters a substring has. */
  readonly shingle: number;
  /** From which Jaccard on two texts are near. */
  readonly near: number;
  /** From which share of the smaller one on a text contains the other. */
  readonly contain: number;
  /** How many substrings a text needs to be looked for in others. */
  readonly containMin: number;
  /** Below which Jaccard to the medoid a member leaves its part. */
  readonly guard: number;
  /** Up to how many different texts all pairs are found exactly. */
  readonly exactUpTo: number;
}

/** The parameters of comment grouping. */
export const groupingParameters: GroupingParameters = {
  shingle: 5,
  near: 0.7,
  contain: 0.9,
  containMin: 40,
  guard: 0.5,
  exactUpTo: 10_000,
};
