/** What changed meanwhile under a lock that was not held yet; the transaction is run again. */
export class ChangedMeanwhile extends Error {
  readonly code = '40001';
}
