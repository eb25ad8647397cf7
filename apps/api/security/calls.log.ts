import { LogKeeper } from '@hiroba/transparency/server';
import type { Call } from './call.ts';
import type { Scene, Subject } from './scene.ts';

/** The log as large as it is by now. */
const kept = async ({ fort }: Scene): Promise<Subject> => {
  await fort.server.nest.get(LogKeeper).keep();
  return {};
};

/** The publication of the proposal of the scene, in the log. */
const publication = async (scene: Scene): Promise<Subject> => {
  await kept(scene);
  const { logHistory } = await scene.people.author.run<{ logHistory: { items: readonly { id: string }[] } }>(
    'query Q($id: ID!) { logHistory(kind: "proposal", id: $id, first: 1) { items { id } } }',
    { id: scene.proposalId },
  );
  return { id: logHistory.items[0]?.id ?? '' };
};

const aboutProposal: Call = { subject: kept, variables: ({ proposalId }) => ({ kind: 'proposal', id: proposalId }) };
const ofEvent: Call = { subject: publication, variables: (_, { id }) => ({ eventId: id }) };

/** What is asked of the public log. */
export const logCalls: Readonly<Record<string, Call>> = {
  logCheckpoint: { subject: kept },
  logEntries: { subject: kept },
  logEntry: { subject: publication, variables: (_, { id }) => ({ id }) },
  logHistory: aboutProposal,
  logMentions: aboutProposal,
  logNumber: aboutProposal,
  myReceipts: { subject: kept },
  logProof: ofEvent,
  receipt: { subject: publication, variables: (_, { id }) => ({ id }) },
  receiptIncluded: ofEvent,
};
