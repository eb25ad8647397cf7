import type { ComponentServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { voteEvents } from '../domain/vote.events.ts';
import { votes } from '../manifest.ts';
import { votesMigration } from './migrations/20261205T8000-votes.ts';
import { Vote } from './vote.entity.ts';
import { VoteGathers } from './vote.gathers.ts';
import { VotesComponent } from './votes-component.entity.ts';
import { VotesModule } from './votes.module.ts';

/** What votes bring to the server. */
export const votesServer: ComponentServer = {
  name: votes.name,
  manifest: votes,
  component: VotesComponent,
  module: VotesModule,
  entities: [VotesComponent, Vote],
  migrations: [votesMigration],
  gathers: VoteGathers,
  events: voteEvents,
  locales: { ja, en },
};
