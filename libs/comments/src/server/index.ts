import { Module } from '@nestjs/common';
import type { KeepsPersonalData } from '@hiroba/accounts/server';
import { signalReactions, type WithWithholdables } from '@hiroba/moderation/server';
import type { WithNews } from '@hiroba/notifications/server';
import type { LibraryServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { commentEvents, commentTrace } from '../domain/comment.events.ts';
import { commentCounters, commentRanking } from './comment.counters.ts';
import { Comment } from './comment.entity.ts';
import { CommentDownloads, commentExport } from './comment.export.ts';
import { commentsPersonalData } from './comment.personal-data.ts';
import { CommentGathers } from './comment.gathers.ts';
import { MentionReads } from './comment-mentions.ts';
import { commentNews } from './comment.news.ts';
import { commentReactions } from './comment.reactions.ts';
import { CommentCrowd } from './comment.crowd.ts';
import { CommentReads } from './comment.reads.ts';
import { CommentResolver } from './comment.resolver.ts';
import { CommentService } from './comment.service.ts';
import { CommentVoteService } from './comment-vote.service.ts';
import { commentWithholdable } from './comment.withholdable.ts';
import { CommentUpkeep } from './comment.upkeep.ts';
import { Commentables } from './commentable.ts';
import { ConversationReads } from './conversation.reads.ts';
import { ThreadLockReads } from './thread-lock.reads.ts';
import { LiveComments } from './live-comments.ts';
import { commentDiscussionsMigration } from './migrations/20261128T0100-comment-discussions.ts';
import { commentMentionsMigration } from './migrations/20261128T0100-comment-mentions.ts';
import { commentsMigration } from './migrations/20261126T0200-comments.ts';
import { commentsMovingMigration } from './migrations/20261130T0310-comments-moving.ts';
import { commentsWaitingMigration } from './migrations/20261208T5005-comments-waiting.ts';
import { commentsMarkedMigration } from './migrations/20261209T0110-m8a-comments-marked.ts';
import { commentsWithheldMigration } from './migrations/20261130T0110-comments-withheld.ts';

/** The providers of comments; importers may add, edit and read them. */
@Module({
  providers: [
    Commentables, CommentReads, CommentCrowd, ConversationReads, CommentService, CommentVoteService, MentionReads, LiveComments, CommentResolver,
    CommentGathers, CommentUpkeep, ThreadLockReads, CommentDownloads,
  ],
  exports: [Commentables, CommentCrowd, CommentReads, CommentService],
})
export class CommentsModule {}

/** What comments bring to the server. */
export const commentsServer: LibraryServer & KeepsPersonalData & WithWithholdables & WithNews = {
  name: 'comments',
  module: CommentsModule,
  entities: [Comment],
  migrations: [commentsMigration, commentDiscussionsMigration, commentMentionsMigration, commentsWithheldMigration, commentsMovingMigration, commentsWaitingMigration, commentsMarkedMigration],
  withholdables: [commentWithholdable],
  news: [commentNews],
  events: commentEvents,
  traces: [commentTrace],
  limits: { addComment: { many: 10, seconds: 600 } },
  locales: { ja, en },
  personalData: commentsPersonalData,
  counters: commentCounters,
  rankings: [commentRanking],
  reactions: [...commentReactions, ...signalReactions(commentWithholdable, 'comment.published', 'comment.edited', 'comment.withdrawn')],
  gathers: CommentGathers,
  upkeep: [CommentUpkeep],
  openData: [commentExport],
  downloads: [CommentDownloads],
};

export { sidesJson } from './comment-sides.ts';
export { CommentSides } from './comment.types.ts';
export { Comment } from './comment.entity.ts';
export { CommentDownloads, commentExport, type ExportedComment, type ExportScope } from './comment.export.ts';
export { CommentCrowd, type CrowdComment } from './comment.crowd.ts';
export { moveComments, type MovedRoot } from './comment.moving.ts';
export { CommentReads, type Root } from './comment.reads.ts';
export { CommentService, type AddComment } from './comment.service.ts';
export { type Commentable, type HeldRoot, type WithCommentables } from './commentable.ts';
