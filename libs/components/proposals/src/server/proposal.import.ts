import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal, type Decision } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction, type Written } from '@hiroba/server';
import { answer } from '../domain/answer.commands.ts';
import { importProposal } from '../domain/proposal.import.ts';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalFilings } from './proposal.filings.ts';
import { waitPatiently } from './proposal-jobs.ts';
import { ImportHeadings, type Headings } from './proposal.import-headings.ts';
import { readAnswers, readTexts, type AnswerRow, type ReadFile, type RowProblem, type TextRow } from './proposal.import-files.ts';

/** What is to be imported, and where. */
export interface ImportRequest {
  readonly componentId: string;
  readonly texts: Uint8Array;
  /** Official answers to the texts, by group or by id. */
  readonly answers?: Uint8Array;
  /** Who answers where the file does not say; by default the office in charge of the space. */
  readonly office?: string;
  /** Does everything and undoes it. */
  readonly dryRun?: boolean;
  /** How many texts there may be. */
  readonly most?: number;
  /** Waits for its turn, however long another import takes. */
  readonly patient?: boolean;
  /** What is written together with the rows, where they are kept. */
  readonly settle?: (transaction: Transaction, report: ImportReport) => Promise<void>;
}

/** What an import did, or why it did nothing. */
export interface ImportReport {
  readonly encoding?: string;
  /** Rows of the file of texts. */
  readonly rows: number;
  readonly added: number;
  readonly answered: number;
  /** Ids that were there already; nothing of them was touched. */
  readonly skipped: readonly string[];
  readonly problems: readonly RowProblem[];
  /** Headers nobody knows. */
  readonly ignored: readonly string[];
}

/** What an import needs to know of the city. */
export interface Surroundings { readonly zone: string; readonly office: string }

interface Files { readonly texts: ReadFile<TextRow>; readonly answers?: ReadFile<AnswerRow> }

const undone = new Refusal('BAD_FILE');
const answerTo = ({ kind, text, costYen, office }: AnswerRow, usual: string) => answer({ kind, text, costYen, office: office || usual });

/** Imports texts that the city received elsewhere, with its answers: all rows in one transaction, or none. */
@Injectable()
export class ProposalImport {
  constructor(
    private readonly commands: Commands,
    private readonly headings: ImportHeadings,
    private readonly filings: ProposalFilings,
  ) {}

  /** Why this caller may bring nothing in here. */
  async refusal(caller: Caller, componentId: string): Promise<Refusal | undefined> {
    if (!caller.personId && !caller.operator) return new Refusal('UNAUTHENTICATED');
    const outcome = await this.commands.transaction(caller, async (transaction) => {
      const at = await situation(transaction, componentId);
      return at instanceof Refusal ? at : (proposalPolicy.import(at, undefined) ?? undefined);
    });
    return outcome instanceof Refusal ? outcome : undefined;
  }

  /** Runs an import; a second run of the same files changes nothing. */
  async run(caller: Caller, request: ImportRequest): Promise<ImportReport | Refusal> {
    let report: ImportReport | undefined;
    const outcome = await this.commands.transaction(caller, async (transaction) => {
      if (request.patient) await waitPatiently(transaction);
      const at = await situation(transaction, request.componentId);
      if (at instanceof Refusal) return at;
      const refusal = proposalPolicy.import(at, undefined);
      if (refusal) return refusal;
      const around = await surroundings(transaction, at, request.office);
      const files = { texts: readTexts(request.texts, around.zone), answers: request.answers && readAnswers(request.answers) };
      if (request.most !== undefined && files.texts.rows.length > request.most) return new Refusal('TOO_MANY', 'file', { max: request.most });
      const sound = files.texts.problems.length === 0 && !files.answers?.problems.length;
      report = sound
        ? await new Run(transaction, at, files, around.office, await this.#filing(transaction, at), request.dryRun ?? false).report()
        : { ...summary(files), added: 0, answered: 0, skipped: [], problems: inOrder([...files.texts.problems, ...(files.answers?.problems ?? [])]) };
      if (request.dryRun || report.problems.length > 0) return undone;
      await request.settle?.(transaction, report);
      return report;
    });
    return outcome === undone && report ? report : outcome;
  }

  async #filing(transaction: Transaction, at: ProposalsSituation): Promise<Filing> {
    return { headings: await this.headings.of(transaction, at), filings: this.filings };
  }
}

const inOrder = (problems: readonly RowProblem[]): RowProblem[] =>
  [...problems].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file === 'PROPOSALS' ? -1 : 1));

const summary = ({ texts }: Files) => ({ encoding: texts.encoding, rows: texts.rows.length, ignored: texts.ignored });

/** Where a file is brought in; two imports into one place go one after the other. */
export async function situation(transaction: Transaction, componentId: string): Promise<ProposalsSituation | Refusal> {
  const component = await transaction.place(componentId);
  if (component instanceof Refusal) return component;
  if (component.manifest !== 'proposals') return new Refusal('NOT_FOUND');
  // Two imports into one place go one after the other, so that each sees what the other brought.
  await rowsIn(transaction.em, sql`select pg_advisory_xact_lock(hashtextextended(${componentId}, 7))`);
  return { viewer: transaction.caller, now: await transaction.now(), component: component as ProposalsSituation['component'] };
}

/** The zone of the city, and who answers where a file does not say. */
export async function surroundings({ em, caller }: Transaction, at: ProposalsSituation, wished?: string): Promise<Surroundings> {
  const row = await firstIn<{ zone: string; office: string | null }>(em, sql`
    select o.zone, coalesce((select p.office from person p where p.organisation_id = o.id and p.id = ${caller.personId ?? null}),
      (select f -> 'name' ->> 'ja' from jsonb_array_elements(o.offices) f where f ->> 'key' = s.office), o.name ->> 'ja') as office
    from organisation o join space s on s.organisation_id = o.id and s.id = ${at.component?.spaceId} where o.id = ${caller.organisationId}`);
  return { zone: row?.zone ?? 'Asia/Tokyo', office: wished || row?.office || '' };
}

/** The one proposal of a place that an id names: as its file called it, else by our own id, its address, or its reference. */
export async function proposalNamed({ em, caller }: Transaction, componentId: string, id: string): Promise<string | undefined> {
  const uuid = isId(id) ? id : /\/proposals\/[0-9a-f-]{36}\/([0-9a-f-]{36})(?:[/?#]|$)/.exec(id)?.[1];
  const row = await firstIn<{ id: string }>(em, sql`
    select id from proposal where organisation_id = ${caller.organisationId} and component_id = ${componentId}
      and rev > 0 and (external_id = ${id} or id = ${uuid && isId(uuid) ? uuid : null}::uuid or reference = ${id})
    order by external_id = ${id} desc nulls last limit 1`);
  return row?.id;
}

interface Known { readonly id: string; readonly externalId: string | null; readonly answered: boolean }

/** How the rows of a file are filed. */
interface Filing { readonly headings: Headings; readonly filings: ProposalFilings }

/** A text that is going to be written, and what belongs to it. */
interface Waiting {
  readonly decision: Decision<object>;
  readonly nodes: readonly string[];
  readonly spot: TextRow['spot'];
  readonly shared: AnswerRow | undefined;
}

/** So many texts are written at once: row by row, the place would be held still for a minute, and staff could save nothing there. */
const PIECE = 500;

/** One run over two sound files. */
class Run {
  readonly #waiting: Waiting[] = [];
  readonly #problems: RowProblem[] = [];
  readonly #skipped: string[] = [];
  #added = 0;
  #answered = 0;

  constructor(
    private readonly transaction: Transaction,
    private readonly at: ProposalsSituation,
    private readonly files: Files,
    private readonly office: string,
    private readonly filing: Filing,
    private readonly dryRun: boolean,
  ) {}

  async report(): Promise<ImportReport> {
    const { texts, answers } = this.files;
    const known = await this.#known(texts.rows.map(({ externalId }) => externalId));
    const groups = new Map(answers?.rows.filter(({ group }) => group !== '').map((row) => [row.group, row]));
    for (const row of texts.rows) {
      const before = known.get(row.externalId);
      if (before) this.#skipped.push(row.externalId);
      const shared = groups.get(row.group);
      if (!before) await this.#add(row, shared);
      else if (shared && !before.answered) await this.#answer(before.id, shared);
    }
    // What is wrong is known by now. Trying a file writes nothing and holds nobody up, unless answers refer to its texts.
    const isJudged = !answers && (this.dryRun || this.#problems.length > 0);
    while (!isJudged && this.#waiting.length > 0) await this.#writePiece(this.#waiting.splice(0, PIECE));
    for (const row of answers?.rows ?? []) await this.#answerOne(row);
    const { texts: { rows, encoding, ignored } } = this.files;
    return {
      encoding, rows: rows.length, ignored, added: this.#added, answered: this.#answered, skipped: this.#skipped, problems: inOrder(this.#problems),
    };
  }

  async #add(row: TextRow, shared: AnswerRow | undefined): Promise<void> {
    const decision = importProposal(row)(this.at);
    if (decision instanceof Refusal) return this.#tell('PROPOSALS', row.line, decision);
    const nodes = await this.#nodes(row);
    if (!nodes) return undefined;
    this.#waiting.push({ decision, nodes, spot: row.spot, shared });
    this.#added += 1;
  }

  /** Writes texts, then where they are filed, then their answers. */
  async #writePiece(texts: readonly Waiting[]): Promise<void> {
    const { em, caller: { organisationId } } = this.transaction;
    // Ids drawn in one millisecond are in no order; lists and files go by them where all else is equal.
    const ids = texts.map(() => newId()).sort();
    const written = texts.map((one, at) => {
      const base = { id: ids[at], organisationId, componentId: this.at.component?.id, rev: 0 };
      return { ...one, proposal: em.create(Proposal, base as never, { partial: true, persist: false }) };
    });
    await this.transaction.writeMany(written.map(({ proposal: subject, decision }): Written => ({ subject, decision, at: this.at, made: true })));
    for (const { proposal, nodes, spot } of written) await this.filing.filings.bring(em, proposal, nodes, spot);
    const answered = written.flatMap(({ proposal, shared }): Written[] => {
      const decision = shared && this.#answerOf(proposal, shared);
      return decision ? [{ subject: proposal, decision, at: this.at }] : [];
    });
    await this.transaction.writeMany(answered);
    this.#answered += answered.length;
  }

  /** The nodes that the headings of a row mean; nothing where one of them cannot be told. */
  async #nodes({ line, taxonomies }: TextRow): Promise<readonly string[] | undefined> {
    const found: Awaited<ReturnType<Headings['nodeFor']>>[] = [];
    for (const heading of this.filing.headings.split(taxonomies)) found.push(await this.filing.headings.nodeFor(heading));
    const refused = found.find((node) => node instanceof Refusal);
    const nodes = found.flatMap((node) => (node && !(node instanceof Refusal) ? [node] : []));
    if (refused) this.#tell('PROPOSALS', line, new Refusal(refused.code, 'taxonomies', refused.params));
    else if (nodes.length < found.length) this.#problems.push({ file: 'PROPOSALS', line, column: 'taxonomies', code: 'UNKNOWN_NODE' });
    else if (new Set(nodes.map(({ treeId }) => treeId)).size < nodes.length) this.#problems.push({ file: 'PROPOSALS', line, column: 'taxonomies', code: 'TOO_MANY' });
    else return nodes.map(({ id }) => id);
    return undefined;
  }

  async #answer(id: string, row: AnswerRow): Promise<void> {
    const { em, caller: { organisationId } } = this.transaction;
    const proposal = await em.findOne(Proposal, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (proposal && proposal.answerKind === null) await this.#write(proposal, row);
    em.clear();
  }

  async #write(proposal: Proposal, row: AnswerRow): Promise<void> {
    const decision = this.#answerOf(proposal, row);
    if (!decision) return;
    await this.transaction.write(proposal, decision, this.at);
    this.#answered += 1;
  }

  #answerOf(proposal: Proposal, row: AnswerRow): Decision<object> | undefined {
    const decision = answerTo(row, this.office)(this.at, proposal);
    if (!(decision instanceof Refusal)) return decision;
    this.#tell('ANSWERS', row.line, decision);
    return undefined;
  }

  async #answerOne(row: AnswerRow): Promise<void> {
    if (row.id !== '') {
      const found = await proposalNamed(this.transaction, this.at.component?.id ?? '', row.id);
      if (found) return this.#answer(found, row);
      this.#problems.push({ file: 'ANSWERS', line: row.line, column: 'id', code: 'UNKNOWN_ID' });
    } else if (!this.files.texts.rows.some(({ group }) => group === row.group)) {
      this.#problems.push({ file: 'ANSWERS', line: row.line, column: 'group', code: 'UNKNOWN_GROUP' });
    }
  }

  async #known(externalIds: readonly string[]): Promise<ReadonlyMap<string, Known>> {
    const rows = await rowsIn<Known>(this.transaction.em, sql`
      select id, external_id as "externalId", answer_kind is not null as answered from proposal
      where organisation_id = ${this.transaction.caller.organisationId} and component_id = ${this.at.component?.id}
        and external_id = any(${externalIds}::text[])`);
    return new Map(rows.map((row) => [row.externalId ?? '', row]));
  }

  #tell(file: RowProblem['file'], line: number, { code, field, params }: Refusal): void {
    this.#problems.push({ file, line, column: field, code, params });
  }
}
