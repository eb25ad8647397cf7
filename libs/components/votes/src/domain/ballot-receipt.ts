/** What a voter keeps of a ballot: that this digest was taken into the ballot box of this vote. */
export interface BallotNote {
  readonly origin: string;
  readonly vote: string;
  readonly digest: string;
}

const FORM = /^hiroba-ballot\/v1\norigin (\S+)\nvote (\S+)\ndigest ([A-Za-z0-9_-]{43})\n$/;

/** The text of the receipt of a ballot, which is then signed; it says neither who nor when. */
export const formatBallotNote = ({ origin, vote, digest }: BallotNote): string => `hiroba-ballot/v1\norigin ${origin}\nvote ${vote}\ndigest ${digest}\n`;

/** The receipt in a text, or undefined when there is none. */
export function parseBallotNote(text: string): BallotNote | undefined {
  const [, origin, vote, digest] = FORM.exec(text) ?? [];
  return origin && vote && digest ? { origin, vote, digest } : undefined;
}
