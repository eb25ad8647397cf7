import type { BringsDemo } from '@hiroba/demo';
import type { WithFollowables, WithMailStops } from '@hiroba/notifications/server';
import { sql, type ComponentServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { publicCommentsDemo } from '../demo/index.ts';
import { roundEvents } from '../domain/round.events.ts';
import { submissionEvents } from '../domain/submission.events.ts';
import { publicComments } from '../manifest.ts';
import { roundsMigration } from './migrations/20261127T5001-rounds.ts';
import { procedureMigration } from './migrations/20261127T5002-procedure.ts';
import { roundsGuardedMigration } from './migrations/20261207T5000-rounds-guarded.ts';
import { submissionsMigration } from './migrations/20261127T6001-submissions.ts';
import { opinionsMigration } from './migrations/20261127T6002-opinions.ts';
import { groupsMigration } from './migrations/20261210T6600-groups.ts';
import { claimsMigration } from './migrations/20261210T6610-claims-and-disposal.ts';
import { submissionFilesMigration } from './migrations/20261212T0800-r8a-submission-files.ts';
import { intakeListsMigration } from './migrations/20261212T0810-r8a-intake-lists.ts';
import { deskKeysMigration } from './migrations/20261212T0830-r8c-desk-keys.ts';
import { roundMailsMigration } from './migrations/20261213T0810-round-mails.ts';
import { Opinion } from './opinion.entity.ts';
import { PublicCommentsComponent } from './public-comments-component.entity.ts';
import { PublicCommentsModule } from './public-comments.module.ts';
import { RoundFeeds } from './round.feeds.ts';
import { RoundFiles, roundOpenData } from './round-files.ts';
import { Round } from './round.entity.ts';
import { RoundGathers } from './round.gathers.ts';
import { RoundMails, roundReactions, TELLING } from './round-mails.ts';
import { Submission } from './submission.entity.ts';
import { SubmissionFiles } from './submission-files.ts';
import { SubmissionFileDoor } from './submission-file-door.ts';

/** What public-comment rounds bring to the server. */
export const publicCommentsServer: ComponentServer & BringsDemo & WithFollowables & WithMailStops = {
  name: publicComments.name,
  manifest: publicComments,
  component: PublicCommentsComponent,
  module: PublicCommentsModule,
  entities: [PublicCommentsComponent, Round, Submission, Opinion],
  migrations: [roundsMigration, procedureMigration, submissionsMigration, opinionsMigration, roundsGuardedMigration, groupsMigration, claimsMigration, submissionFilesMigration, intakeListsMigration, deskKeysMigration, roundMailsMigration],
  events: { ...roundEvents, ...submissionEvents },
  // Many copies are participation: they lead to a lane that staff look at, never to a refusal.
  limits: { sendSubmission: { many: Infinity, seconds: 1 }, keepSubmissionFile: { many: 300, seconds: 3_600 } },
  // Whoever has an opinion needs no account, and may add files to it.
  openForms: [/^\/\w+\/spaces\/[^/]+\/public-comments\/[^/]+\/[^/]+\/submit(?:\.data)?$/],
  fileDoors: [SubmissionFileDoor],
  fileUses: [sql`exists (select 1 from vault.submission_file v where v.organisation_id = f.organisation_id and v.digest = f.digest)`],
  demo: publicCommentsDemo,
  openData: roundOpenData,
  downloads: [RoundFiles],
  feeds: [RoundFeeds],
  gathers: RoundGathers,
  reactions: roundReactions,
  dues: [RoundMails],
  upkeep: [SubmissionFiles, RoundMails],
  works: { [TELLING]: RoundMails },
  followables: ['round'],
  followedByMail: ['round'],
  mailStops: [RoundMails],
  locales: { ja, en },
};

export { Round } from './round.entity.ts';
export { RoundReads } from './round.reads.ts';
