import { Injectable } from '@nestjs/common';
import { personalDataIn, Refusal, type Situation } from '@hiroba/kernel';
import { givenOut, holdText } from '@hiroba/moderation/server';
import { Commands, firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { ParentFacts } from '../domain/comment.ts';
import { edit, publish, withdraw, type CommentInput } from '../domain/comment.commands.ts';
import { mentionsIn } from '../domain/mentions.ts';
import { Comment } from './comment.entity.ts';
import { noteMentions } from './comment-mentions.ts';
import { Commentables, type HeldRoot } from './commentable.ts';
import { commentWithholdable } from './comment.withholdable.ts';

/** A comment as it is sent in. */
export interface AddComment extends CommentInput {
  readonly rootKind: string;
  readonly rootId: string;
  readonly parentId?: string | null | undefined;
}

interface Held {
  readonly root: HeldRoot;
  readonly component: NonNullable<Situation['component']>;
}

const missing = (field?: string): Refusal => new Refusal('NOT_FOUND', field);

/** Comments stand below things of other libraries: writing one spans the thing, its place, and the comment answered. */
@Injectable()
export class CommentService {
  constructor(
    private readonly commands: Commands,
    private readonly commentables: Commentables,
  ) {}

  /** Says something below a thing, or in answer to somebody there. */
  add(input: AddComment, caller: Caller): Promise<Comment | Refusal> {
    return this.commands.once(Comment, caller, async (transaction) => {
      const { em } = transaction;
      const held = await this.#hold(transaction, input.rootKind, input.rootId);
      if (held instanceof Refusal) return held;
      const parent = input.parentId ? await holdParent(em, caller.organisationId, input) : undefined;
      if (input.parentId && !parent) return missing('parentId');
      const at = { viewer: caller, now: await transaction.now(), component: held.component };
      const id = newId();
      const { rootKind, rootId } = input;
      const given = await givenIn(em, caller.organisationId, input.body);
      const decision = publish(input)(at, { ...held.root, id, rootKind, rootId, parent, given });
      if (decision instanceof Refusal) return decision;
      const { organisationId } = caller;
      const base = { id, organisationId, componentId: held.root.componentId, rev: 0 };
      const comment = await transaction.write(em.create(Comment, base as never, { partial: true }), decision, at);
      if (mentionsIn(comment.body).length > 0) await noteMentions(em, organisationId, id, comment.body);
      return (await holdText(transaction, commentWithholdable, id, at)) ?? comment;
    });
  }

  /** Changes the text of one's own comment. */
  edit(id: string, input: Pick<CommentInput, 'body' | 'withPersonalData'>, caller: Caller): Promise<Comment | Refusal> {
    return this.commands.once(Comment, caller, async (transaction) => {
      const { em } = transaction;
      const { organisationId } = caller;
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const where = isId(id) ? await firstIn<{ rootKind: string; rootId: string }>(em, sql`
        select root_kind as "rootKind", root_id as "rootId" from comment
        where organisation_id = ${organisationId} and id = ${id}`) : undefined;
      if (!where) return missing();
      const held = await this.#hold(transaction, where.rootKind, where.rootId);
      if (held instanceof Refusal) return held;
      const comment = await em.findOne(Comment, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!comment) return missing();
      const answered = await isAnswered(em, comment);
      const at = { viewer: caller, now: await transaction.now(), component: held.component };
      const { authorId, state, withheldAt, redactedAt, office, createdAt, versions } = comment;
      const given = await givenIn(em, organisationId, input.body);
      const facts = { ...held.root, authorId, state, withheldAt, redactedAt, office, createdAt, versions, body: comment.body, answered, given };
      const decision = edit(input)(at, facts);
      if (decision instanceof Refusal) return decision;
      // A correction that nobody has answered yet replaces the version it corrects.
      if (decision.version?.n === versions) {
        await rowsIn(em, sql`delete from version where organisation_id = ${organisationId}
          and subject_kind = 'comment' and subject_id = ${id} and n = ${versions}`);
      }
      await transaction.write(comment, decision, at);
      await noteMentions(em, organisationId, id, comment.body);
      return (await holdText(transaction, commentWithholdable, id, at)) ?? comment;
    });
  }

  /** Takes one's own comment back. */
  async withdraw(id: string, caller: Caller): Promise<Comment | Refusal> {
    return isId(id) ? this.commands.act(Comment, id, caller, withdraw) : missing();
  }

  async #hold(transaction: Transaction, kind: string, id: string): Promise<Held | Refusal> {
    const { em, caller } = transaction;
    const root = isId(id) ? await this.commentables.hold(em, caller.organisationId, kind, id) : undefined;
    if (!root) return missing();
    const component = await transaction.place(root.componentId);
    return component instanceof Refusal ? component : { root, component };
  }
}

/** What the city itself gives out; looked up only for a text that tells something personal. */
const givenIn = async (em: EntityManager, organisationId: string, body: string): Promise<readonly string[]> =>
  personalDataIn(body).length === 0 ? [] : (await givenOut(em, organisationId)).given;

// FOR SHARE: its author cannot change the text without a version while an answer is under way.
async function holdParent(em: EntityManager, organisationId: string, { rootKind, rootId, parentId }: AddComment): Promise<ParentFacts | undefined> {
  if (!parentId || !isId(parentId)) return undefined;
  return firstIn<ParentFacts>(em, sql`
    select id, parent_id as "parentId", branch_id as "branchId", depth, versions, state, author_id as "authorId", withheld_at as "withheldAt"
    from comment where organisation_id = ${organisationId} and id = ${parentId}
      and root_kind = ${rootKind} and root_id = ${rootId} for share`);
}

async function isAnswered(em: EntityManager, { id, organisationId, branchId }: Comment): Promise<boolean> {
  const row = await firstIn<{ answered: boolean }>(em, sql`
    select exists (select 1 from comment where organisation_id = ${organisationId} and branch_id = ${branchId} and depth > 0
      and (parent_id = ${id} and reply_to_id is null or reply_to_id = ${id})) as answered`);
  return row?.answered ?? false;
}
