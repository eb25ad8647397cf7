import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { authorJson } from '@hiroba/accounts/server';
import { Clock, defineLoader, isId, literal, mayEnterSpace, Sql, sql, type Caller } from '@hiroba/server';
import { invitationState } from '../domain/proposal.authors.ts';
import { CoauthorService } from './coauthor.service.ts';
import type { Invitation } from './invitation.entity.ts';
import { isShown, toldTitle } from './proposal.rows.ts';

/** What is shown of an invitation besides itself: who invites whom to which proposal, and where its page is. */
export interface InvitationParts {
  readonly inviter: object | null;
  readonly invitee: object | null;
  readonly to: string | null;
  readonly title: string;
  readonly body: string;
  readonly locale: string;
  readonly componentId: string;
  readonly spaceSlug: string;
}

/** What is shown of many invitations at once; whoever holds one may see all of it. */
export const invitationParts = defineLoader<InvitationParts | null>({
  name: 'invitation parts',
  otherwise: null,
  load: async (db, organisationId, ids) => db.rows(sql`
    select i.id as key, json_build_object('inviter', ${authorJson('a')}, 'invitee', case when i.address_shown is null then ${authorJson('b')} end, 'to', i.address_shown, 'title', ${toldTitle(literal('p.locale'))},
      'body', case when ${isShown} then p.body else '' end, 'locale', p.locale, 'componentId', p.component_id, 'spaceSlug', s.slug) as value
    from proposal_invitation i
    join proposal p on p.organisation_id = i.organisation_id and p.id = i.proposal_id
    join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    left join person a on a.organisation_id = i.organisation_id and a.id = i.inviter_id
    left join person b on b.organisation_id = i.organisation_id and b.id = i.person_id
    where i.organisation_id = ${organisationId} and i.id = any(${ids}::uuid[])`),
});

const columns = literal(`i.id, i.organisation_id as "organisationId", i.proposal_id as "proposalId", i.inviter_id as "inviterId",
  i.person_id as "personId", i.address_digest as "addressDigest", i.token_hash as "tokenHash", i.state, i.invited_at as "invitedAt",
  i.expires_at as "expiresAt"`);

/** Questions about invitations; each is seen by who sent it and by whom it is for, and by nobody else. */
@Injectable()
export class InvitationReads {
  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
    private readonly coauthors: CoauthorService,
  ) {}

  /** One, for whoever it is for: by account, or by the key of its mail. */
  async one(viewer: Caller, id: string, key: string): Promise<Invitation | null> {
    if (!isId(id)) return null;
    const [row] = await this.db.rows<Invitation>(sql`
      select ${columns} from proposal_invitation i
      join proposal p on p.organisation_id = i.organisation_id and p.id = i.proposal_id
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      where i.organisation_id = ${viewer.organisationId} and i.id = ${id} and ${mayEnterSpace(viewer)}`);
    if (!row) return null;
    const may = this.coauthors.opens(row, key) || await this.coauthors.isFor(row, key, viewer, (own) => this.#addressKey(viewer.organisationId, own));
    return may ? this.#now(row) : null;
  }

  /** All that the first author sent about a proposal, the newest first. */
  async sentFor(viewer: Viewer, proposalId: string): Promise<Invitation[]> {
    const rows = await this.db.rows<Invitation>(sql`
      select ${columns} from proposal_invitation i join proposal p on p.organisation_id = i.organisation_id and p.id = i.proposal_id
      where i.organisation_id = ${viewer.organisationId} and i.proposal_id = ${proposalId} and p.author_id = ${viewer.personId ?? null}
      order by i.invited_at desc, i.id desc limit 50`);
    return Promise.all(rows.map((row) => this.#now(row)));
  }

  async #now(row: Invitation): Promise<Invitation> {
    return { ...row, state: invitationState(row, await this.clock.now(this.db)) };
  }

  async #addressKey(organisationId: string, personId: string): Promise<string | undefined> {
    const row = await this.db.first<{ key: string | null }>(sql`
      select email_key as key from person where organisation_id = ${organisationId} and id = ${personId} and confirmed_at is not null`);
    return row?.key ?? undefined;
  }
}
