import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { Refusal } from '@hiroba/kernel';
import { ProposalCrowd, ProposalImport } from '@hiroba/proposals/server';
import { Commands, sql, Vault } from '@hiroba/server';
import { cityOf, Trouble, type House } from './house.ts';
import { problemLines } from './import-proposals.ts';
import { proposalsIn, spaceAt } from './places.ts';
import { readPolis, type PolisConversation } from './polis-files.ts';

/** The options of `hiroba import polis`. */
export interface PolisOptions {
  readonly space: string;
  readonly component?: string;
  readonly report?: string;
  readonly host?: string;
}

const BATCH = 5_000;

const localeOf = (text: string): string => (/[\u3041-\u30fa]/.test(text) ? 'ja' : /\p{sc=Han}/u.test(text) ? 'zh' : 'en');

/** The statements as a file of texts, as any other import brings them. */
const textsOf = ({ name, statements }: PolisConversation): Buffer => Buffer.from(stringify(
  statements.map(({ id, author, at, text }) => [`polis:${name}:${id}`, text, localeOf(text), `Polis ${author}`, 'Polis', at.toISOString()]),
  { header: true, columns: ['external_id', 'body', 'locale', 'credited_to', 'origin', 'published_at'] },
));

/** A key for a participant whom nobody can look up here: not an account, and the same at the next import. */
function supporterOf(vault: Vault, organisationId: string, name: string, participant: string): string {
  const hex = Buffer.from(vault.digest('polis', `${organisationId} ${name} ${participant}`), 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Brings a Polis conversation in: statements as proposals, agreement as support; what has no place here goes into a file. */
export async function importPolis(house: House, dir: string, options: PolisOptions): Promise<string> {
  const conversation = await readPolis(dir);
  const { name, statements, votes, participants } = conversation;
  const city = await cityOf(house, options.host);
  const space = await spaceAt(house, city, options.space);
  const componentId = await proposalsIn(house, city, space, options.component);
  const minimum = await house.db.first<{ n: number }>(sql`select coalesce((settings ->> 'minimumSupports')::int, 0) as n from component where id = ${componentId}`);
  if ((minimum?.n ?? 0) > 1) throw new Trouble('This place counts supports only from a minimum a person on; what others agreed to elsewhere cannot be counted so.');
  const imported = await house.get(ProposalImport).run(city.operator, { componentId, texts: textsOf(conversation) });
  if (imported instanceof Refusal) throw new Trouble(`The import was refused: ${imported.code}.`);
  if (imported.problems.length > 0) throw new Trouble([...problemLines(imported.problems, () => 'comments.csv'), 'Nothing was changed.'].join('\n'));
  const proposals = await proposalsOf(house, city.id, componentId, name);
  const agreed = votes.filter(({ vote }) => vote === 'AGREE');
  const added = await support(house, city, componentId, agreed.map(({ participant, statement, at }) => ({
    proposalId: proposals.get(statement) ?? '', supporter: supporterOf(house.get(Vault), city.id, name, participant),
    day: at.toLocaleDateString('sv-SE', { timeZone: city.zone }),
  })));
  const report = path.resolve(options.report ?? path.join(house.config.dataDir, 'imports', `polis-${name}-${componentId}.csv`));
  await writeReport(report, conversation, proposals);
  const count = (vote: string) => votes.filter((each) => each.vote === vote).length;
  return [
    `${name}: ${statements.length} statements (${statements.filter(({ rejected }) => rejected).length} turned down by their moderators), ${participants} participants, ${votes.length} votes`,
    `  ${imported.added} proposals added, ${imported.skipped.length} were there already`,
    `  ${count('AGREE')} agreed: ${added} supports added, ${agreed.length - added} were there already`,
    `  ${count('DISAGREE')} disagreed and ${count('PASS')} passed: kept in ${report}`,
  ].join('\n');
}

async function proposalsOf({ db }: House, organisationId: string, componentId: string, name: string): Promise<ReadonlyMap<string, string>> {
  const prefix = `polis:${name}:`;
  const rows = await db.rows<{ id: string; statement: string }>(sql`
    select id, substr(external_id, ${prefix.length + 1}::int) as statement from proposal
    where organisation_id = ${organisationId} and component_id = ${componentId} and starts_with(external_id, ${prefix})`);
  return new Map(rows.map(({ id, statement }) => [statement, id]));
}

async function support(house: House, city: { readonly operator: Parameters<Commands['transaction']>[0] }, componentId: string, all: Parameters<ProposalCrowd['support']>[2]): Promise<number> {
  const added = await house.get(Commands).transaction(city.operator, async (transaction) => {
    let sum = 0;
    for (let at = 0; at < all.length; at += BATCH) sum += await house.get(ProposalCrowd).support(transaction, componentId, all.slice(at, at + BATCH));
    return sum;
  });
  if (added instanceof Refusal) throw new Trouble(`The supports were refused: ${added.code}.`);
  return added;
}

/** Every vote that is no support, with the proposal its statement became. */
async function writeReport(file: string, { votes }: PolisConversation, proposals: ReadonlyMap<string, string>): Promise<void> {
  const rows = votes.filter(({ vote }) => vote !== 'AGREE').map(({ participant, statement, vote, at }) =>
    [participant, statement, proposals.get(statement), vote, at.toISOString()]);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, stringify(rows, { header: true, columns: ['participant', 'statement', 'proposal_id', 'vote', 'at'] }), { mode: 0o600 });
}
