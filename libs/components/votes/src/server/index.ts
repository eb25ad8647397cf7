import type { WithAttachables } from '@hiroba/attachments/server';
import type { KeepsPersonalData } from '@hiroba/accounts/server';
import type { BringsDemo } from '@hiroba/demo';
import type { ComponentServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { votesDemo } from '../demo/index.ts';
import { voteEvents } from '../domain/vote.events.ts';
import { votes } from '../manifest.ts';
import { votesMigration } from './migrations/20261205T8000-votes.ts';
import { BallotBox } from './ballot-box.entity.ts';
import { ballotsMigration } from './migrations/20261205T8010-ballots.ts';
import { voteFilesMigration } from './migrations/20261205T8020-vote-files.ts';
import { voteCountsMigration } from './migrations/20261208T7000-vote-counts.ts';
import { optionPlacesMigration } from './migrations/20261211T0800-v8b-option-places.ts';
import { votePapersMigration } from './migrations/20261213T8000-v8a-vote-papers.ts';
import { VoteDue } from './vote.due.ts';
import { Vote } from './vote.entity.ts';
import { optionAttachable } from './vote-option.attachable.ts';
import { VoteGathers } from './vote.gathers.ts';
import { votesPersonalData } from './vote.personal-data.ts';
import { VotesComponent } from './votes-component.entity.ts';
import { VotesModule } from './votes.module.ts';

/** What votes bring to the server. */
export const votesServer: ComponentServer & WithAttachables & KeepsPersonalData & BringsDemo = {
  name: votes.name,
  manifest: votes,
  component: VotesComponent,
  module: VotesModule,
  entities: [VotesComponent, Vote, BallotBox],
  migrations: [votesMigration, ballotsMigration, voteFilesMigration, voteCountsMigration, optionPlacesMigration, votePapersMigration],
  dues: [VoteDue],
  attachables: [optionAttachable],
  personalData: votesPersonalData,
  limits: { castBallot: { many: 30, seconds: 60 }, objectToVote: { many: 5, seconds: 3_600 }, previewVote: { many: 20, seconds: 600 }, importVote: { many: 20, seconds: 600 } },
  demo: votesDemo,
  gathers: VoteGathers,
  events: voteEvents,
  locales: { ja, en },
};
export { VoteImport } from './vote-import.service.ts';
