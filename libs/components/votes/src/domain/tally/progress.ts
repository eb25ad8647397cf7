/** How far a tally in rounds has come. */
export interface Rounds {
  readonly rounds: number;
  readonly endowment: string;
  readonly spent: string;
  readonly budget: string;
}

/** What is told of a tally that takes a while. */
export type Progress = (done: Rounds) => void;
