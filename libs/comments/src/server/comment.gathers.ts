import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { literal, sql, type ContributionPart, type EntryAsked, type Gathers, type Query, type SubjectPart } from '@hiroba/server';
import { isShownTo } from './comment.rows.ts';
import { Commentables } from './commentable.ts';

const [kind, root] = [literal('said.root_kind'), literal('said.root_id')];

/** What comments give to the lists over all libraries: what a person said, and where. */
@Injectable()
export class CommentGathers implements Gathers {
  constructor(private readonly commentables: Commentables) {}

  contributions(viewer: Viewer, person: Query, drafts: boolean): ContributionPart {
    return {
      columns: {
        manifest: literal(`'comments'`),
        kind: literal(`'comment'`),
        title: literal(`jsonb_build_object(said.locale, left(said.body, 200))`),
        within: literal('heading.title'),
        path: literal(`heading.path || '?comment=' || said.id || '#comment-' || said.id`),
        state: literal('said.state'),
        stateWords: literal('null::jsonb'),
        tone: literal(`'OPEN'`),
        due: literal('null::text'),
        dueAt: literal('null::timestamptz'),
      },
      from: sql`
        from comment said cross join lateral (${this.commentables.heading(kind, root)}) heading
        where said.organisation_id = ${viewer.organisationId} and said.author_id = ${person} and said.rev >= 1
          and ${isShownTo(viewer, 'said')} and not ${drafts}::boolean and ${this.commentables.readable(viewer, kind, root)}`,
      at: literal('said.created_at'),
      id: literal('said.id'),
    };
  }

  subjects(viewer: Viewer, { subjectId }: EntryAsked): SubjectPart[] {
    return [{
      kind: 'comment',
      title: literal('heading.title'),
      path: literal(`heading.path || '?comment=' || said.id || '#comment-' || said.id`),
      office: literal('said.office'),
      from: sql`
        from comment said cross join lateral (${this.commentables.heading(kind, root)}) heading
        where said.organisation_id = ${viewer.organisationId} and said.id = ${subjectId} and said.rev >= 1
          and ${isShownTo(viewer, 'said')} and ${this.commentables.readable(viewer, kind, root)}`,
    }];
  }
}
