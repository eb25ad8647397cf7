import { BATCH, batches, firstId, literal, placeIsOut, sql, type Query, type ReadRows } from '@hiroba/server';
import { DSA_BATCH, dsaKinds, toDsa, type DsaFacts, type DsaStatement, type DsaWriting } from '../../domain/dsa.ts';
import type { RegisterFilter } from '../../domain/register.ts';
import { publishedRules, ruleBookOf } from '../rule-book.ts';
import { publicSpaceAt } from './register.export.ts';
import { narrowed } from './register.reads.ts';

type StatementRow = Omit<DsaFacts, 'rule'> & { readonly ruleId: string; readonly ruleVersion: number };

/** SQL of the decisions that restrict something, after one of them, of places that everybody may enter. */
const statementsAfter = (organisationId: string, filter: RegisterFilter, after: string): Query => sql`
  select m.id, m.kind, m.class, r.thing, m.rule_id as "ruleId", m.rule_version as "ruleVersion", m.ground, m.source, m.content_type as "contentType",
    m.content_date as "contentDate", m.content_language as "contentLanguage", m.automated_detection as "automatedDetection",
    m.automated_decision as "automatedDecision", m.decided_at as "decidedAt", m.ends_at as "endsAt"
  from mod_register r
  join mod_decision m on m.organisation_id = r.organisation_id and m.id = r.decision_id
  join component c on c.organisation_id = r.organisation_id and c.id = r.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
  where ${narrowed(organisationId, filter, filter.space === undefined ? undefined : publicSpaceAt(organisationId, filter.space))}
    and ${placeIsOut} and r.kind in (${literal(dsaKinds.map((kind) => `'${kind}'`).join(', '))}) and r.decision_id > ${after}::uuid
  order by r.decision_id limit ${BATCH}`;

/** Statements for the European transparency database, as many together as it takes at once: each row is the body of one call of its API. */
export async function* dsaBatches(
  read: ReadRows,
  organisationId: string,
  filter: RegisterFilter,
  writing: DsaWriting,
): AsyncGenerator<{ readonly statements: readonly DsaStatement[] }> {
  const rules = ruleBookOf(await read(publishedRules(organisationId)));
  let statements: DsaStatement[] = [];
  const rows = batches<StatementRow>(read, (last) => statementsAfter(organisationId, filter, last?.id ?? firstId));
  for await (const { ruleId, ruleVersion, ...row } of rows) {
    const rule = rules.of(ruleId, ruleVersion);
    if (!rule) throw new Error(`no rule ${ruleId}@${ruleVersion}`);
    const statement = toDsa({ ...row, rule }, writing);
    if (statement) statements.push(statement);
    if (statements.length < DSA_BATCH) continue;
    yield { statements };
    statements = [];
  }
  if (statements.length > 0) yield { statements };
}
