import { BATCH, batches, firstId, literal, sql, type Query, type ReadRows } from '@hiroba/server';
import { statusAt } from './amendment.reads.ts';
import { places, shown, within, type ProposalExportScope } from './proposal.export.ts';

const columns = [
  'id', 'proposal_id', 'version', 'at', 'by', 'title', 'body', 'locale', 'state', 'reason', 'decided_at', 'decided_by_role', 'promoted_to', 'withheld',
] as const;

/** Amendments that everybody may read; where they are between those concerned, none is in a file. */
const amendmentsAfter = (scope: ProposalExportScope, after: string): Query => sql`
  select m.id, m.proposal_id, m.version, m.opened_at as at, ${shown(literal(`nullif(a.display_name, '')`))} as by,
    ${shown(literal('m.title'))} as title, ${shown(literal('m.body'))} as body, m.locale, ${statusAt(literal('now()'))} as state,
    ${shown(literal('m.reason'))} as reason, m.decided_at,
    case when m.state in ('ACCEPTED', 'REJECTED') then case when p.official then 'staff' else 'author' end end as decided_by_role,
    m.promoted_to, p.withheld_at is not null as withheld
  from amendment m
  join proposal p on p.organisation_id = m.organisation_id and p.id = m.proposal_id ${places}
  left join person a on a.organisation_id = m.organisation_id and a.id = m.author_id
  where m.organisation_id = ${scope.organisationId} and m.rev > 0 and ${within(scope)}
    and coalesce(c.settings ->> 'amendments', 'OFF') <> 'CONCERNED' and m.id > ${after}::uuid order by m.id limit ${BATCH}`;

/** The open data of amendments, read by keyset so that length costs no memory. */
export const amendmentExport = {
  name: 'amendments',
  titleKey: 'proposals.openData.amendments',
  columns,
  rows: (read: ReadRows, scope: ProposalExportScope) =>
    batches<{ id: string }>(read, (last) => amendmentsAfter(scope, last?.id ?? firstId)),
};
