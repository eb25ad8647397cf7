import { Injectable } from '@nestjs/common';
import { Refusal, type Situation } from '@hiroba/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Written } from '@hiroba/server';
import type { ParentFacts } from '../domain/comment.ts';
import { publish, withdraw } from '../domain/comment.commands.ts';
import { Comment } from './comment.entity.ts';

/** A comment as one of many that are written at once. */
export interface CrowdComment {
  readonly id: string;
  readonly rootKind: string;
  readonly rootId: string;
  readonly parent?: ParentFacts | undefined;
  readonly body: string;
  readonly locale: string;
}

/** The decisions of many people who comment, each in its own situation; `Transaction.writeMany` writes them. */
@Injectable()
export class CommentCrowd {
  /** Says something, in an open discussion. */
  said(em: EntityManager, at: Situation, { body, locale, ...spot }: CrowdComment): Written & { readonly subject: Comment } {
    const decision = publish({ body, withPersonalData: true })({ ...at, viewer: { ...at.viewer, locale } }, { ...spot, open: true });
    if (decision instanceof Refusal) throw new Error(`a comment of the crowd was refused: ${decision.code}`);
    const base = { id: spot.id, organisationId: at.viewer.organisationId, componentId: at.component?.id, rev: 0 };
    return { subject: em.create(Comment, base as never, { partial: true, persist: false }), decision, at, made: true };
  }

  /** Takes it back. */
  unsaid(at: Situation, subject: Comment): Written {
    const decision = withdraw(at, subject);
    if (decision instanceof Refusal) throw new Error(`a comment of the crowd was not taken back: ${decision.code}`);
    return { subject, decision, at };
  }
}
