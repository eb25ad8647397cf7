import type { News } from '@hiroba/notifications/server';
import { sql } from '@hiroba/server';
import { isShown } from './comment.rows.ts';

/** Followers of a thing hear how many comments came below it. */
export const commentNews: News = {
  key: 'comments.news',
  below: (from) => sql`
    from comment k where k.organisation_id = f.organisation_id and k.root_kind = f.subject_kind and k.root_id = f.subject_id
      and k.created_at >= ${from} and k.created_at < r.until and k.author_id <> r.person and ${isShown('k')}`,
};
