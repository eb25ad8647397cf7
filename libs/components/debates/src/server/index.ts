import type { KeepsPersonalData } from '@hiroba/accounts/server';
import type { WithCommentables } from '@hiroba/comments/server';
import type { BringsDemo } from '@hiroba/demo';
import type { WithFollowables } from '@hiroba/notifications/server';
import { signalReactions, type WithWithholdables } from '@hiroba/moderation/server';
import type { ComponentServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { debatesDemo } from '../demo/index.ts';
import { debateEvents, debateTrace } from '../domain/debate.events.ts';
import { debates } from '../manifest.ts';
import { debateCommentable } from './debate.commentable.ts';
import { debateCounters } from './debate.counters.ts';
import { Debate } from './debate.entity.ts';
import { debateExport } from './debate.export.ts';
import { DebateGathers } from './debate.gathers.ts';
import { debatesPersonalData } from './debate.personal-data.ts';
import { debateReactions } from './debate.reactions.ts';
import { DebateUpkeep } from './debate.upkeep.ts';
import { debateWithholdable } from './debate.withholdable.ts';
import { DebatesComponent } from './debates-component.entity.ts';
import { DebatesModule } from './debates.module.ts';
import { debatesMigration } from './migrations/20261128T0800-debates.ts';
import { debatesMarkedMigration } from './migrations/20261209T0130-m8a-debates-marked.ts';
import { debatesWithheldMigration } from './migrations/20261130T0120-debates-withheld.ts';

/** What debates bring to the server. */
export const debatesServer: ComponentServer & WithCommentables & KeepsPersonalData & BringsDemo & WithWithholdables & WithFollowables = {
  name: debates.name,
  manifest: debates,
  component: DebatesComponent,
  module: DebatesModule,
  entities: [DebatesComponent, Debate],
  migrations: [debatesMigration, debatesWithheldMigration, debatesMarkedMigration],
  commentables: [debateCommentable],
  followables: ['debate'],
  withholdables: [debateWithholdable],
  personalData: debatesPersonalData,
  reactions: [...debateReactions, ...signalReactions(debateWithholdable, 'debate.opened', 'debate.edited')],
  upkeep: [DebateUpkeep],
  gathers: DebateGathers,
  demo: debatesDemo,
  openData: [debateExport],
  counters: debateCounters,
  events: debateEvents,
  traces: [debateTrace],
  limits: { publishDebate: { many: 5, seconds: 3_600 }, draftDebate: { many: 30, seconds: 3_600 } },
  locales: { ja, en },
};

export { Debate } from './debate.entity.ts';
export { DebateReads } from './debate.reads.ts';
