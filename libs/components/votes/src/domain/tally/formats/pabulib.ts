import { isAmount } from '../money.ts';
import { separated, type SeparatedRecord } from './separated.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** How people voted in a Pabulib file. */
export const pabulibTypes = ['approval', 'choose-1', 'cumulative', 'ordinal', 'scoring'] as const;

export type PabulibType = (typeof pabulibTypes)[number];

/** A project of a Pabulib file. */
export interface PabulibProject {
  readonly id: string;
  readonly cost: string;
  readonly name: string;
  readonly category: string;
  /** What the file says about it, where it does. */
  readonly description: string;
  /** Degrees as the file spells them; empty where it has none. */
  readonly latitude: string;
  readonly longitude: string;
  /** 1: won by the rule; 2: funded otherwise; empty or 0: not. */
  readonly selected: string;
}

/** A ballot of a Pabulib file: who cast it is not read. */
export interface PabulibBallot {
  /** Places of projects, in the order written; nothing where the file names a project that is not there. */
  readonly places: readonly (number | undefined)[];
  /** As many as places; only in files with points. */
  readonly points: readonly number[];
}

/** What was left aside while a file was read. */
export interface PabulibRemark {
  readonly line: number;
  readonly remark: 'UNKNOWN_PROJECT' | 'PROJECT_TWICE';
  readonly project: string;
}

/** A budgeting election as Pabulib records it. */
export interface PabulibFile {
  readonly meta: ReadonlyMap<string, string>;
  readonly type: PabulibType;
  readonly budget: string;
  readonly projects: readonly PabulibProject[];
  readonly ballots: readonly PabulibBallot[];
  readonly remarks: readonly PabulibRemark[];
}

const sections = ['META', 'PROJECTS', 'VOTES'] as const;
type Section = (typeof sections)[number];

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly SeparatedRecord[];
}

function tablesOf(text: string): Readonly<Record<Section, Table>> {
  const found = new Map<Section, SeparatedRecord[]>();
  let rows: SeparatedRecord[] | undefined;
  for (const record of separated(text, ';')) {
    const section =
      record.fields.length === 1 ? sections.find((name) => name === record.fields[0]?.trim().toUpperCase()) : undefined;
    if (section) found.set(section, (rows = []));
    else if (rows === undefined) throw new UnreadableFile(record.line, 'before the section META');
    else rows.push(record);
  }
  const table = (name: Section): Table => {
    const [head, ...rest] = found.get(name) ?? [];
    if (head === undefined) throw new UnreadableFile(1, `no section ${name}`);
    return { columns: head.fields.map((field) => field.trim()), rows: rest };
  };
  return { META: table('META'), PROJECTS: table('PROJECTS'), VOTES: table('VOTES') };
}

/** Reads a field of a record by the name of its column. */
function fieldsOf({ columns }: Table, { fields }: SeparatedRecord): (column: string) => string {
  return (column) => {
    const at = columns.indexOf(column);
    return at < 0 ? '' : (fields[at] ?? '');
  };
}

function projectsOf(table: Table): readonly PabulibProject[] {
  const seen = new Set<string>();
  return table.rows.map((record) => {
    const field = fieldsOf(table, record);
    const [id, cost] = [field('project_id').trim(), field('cost').trim()];
    if (id === '' || seen.has(id))
      throw new UnreadableFile(record.line, id === '' ? 'a project without id' : `project ${id} twice`);
    if (!isAmount(cost)) throw new UnreadableFile(record.line, `not a cost: ${cost}`);
    seen.add(id);
    return {
      id, cost, name: field('name'), category: field('category'), description: field('description'),
      latitude: field('latitude').trim(), longitude: field('longitude').trim(), selected: field('selected').trim(),
    };
  });
}

function pointsOf(record: SeparatedRecord, text: string, many: number): readonly number[] {
  const points = text.trim() === '' ? [] : text.split(',').map(Number);
  if (points.length !== many || !points.every(Number.isSafeInteger))
    throw new UnreadableFile(record.line, 'points that do not go with the vote');
  return points;
}

/** Reads a Pabulib file. Voters' ages, sexes and ways of voting are not read; what a ballot says wrongly is left aside and told. */
export function readPabulib(text: string): PabulibFile {
  const tables = tablesOf(text);
  const meta = new Map(tables.META.rows.map(({ fields: [key = '', value = ''] }) => [key.trim(), value]));
  const type = pabulibTypes.find((known) => known === (meta.get('vote_type') ?? '').trim());
  if (type === undefined) throw new UnreadableFile(1, `vote_type is none we know: ${meta.get('vote_type') ?? ''}`);
  const budget = (meta.get('budget') ?? '').trim();
  if (!isAmount(budget)) throw new UnreadableFile(1, `not a budget: ${budget}`);
  const projects = projectsOf(tables.PROJECTS);
  const place = new Map(projects.map(({ id }, at) => [id, at]));
  const remarks: PabulibRemark[] = [];
  const pointed = type === 'cumulative' || type === 'scoring';
  const ballots = tables.VOTES.rows.map((record): PabulibBallot => {
    const field = fieldsOf(tables.VOTES, record);
    const ids =
      field('vote').trim() === ''
        ? []
        : field('vote')
            .split(',')
            .map((id) => id.trim());
    const points = pointed ? pointsOf(record, field('points'), ids.length) : [];
    const seen = new Set<string>();
    const places = ids.map((project) => {
      const known = place.get(project);
      const remark = known === undefined ? 'UNKNOWN_PROJECT' : seen.has(project) ? 'PROJECT_TWICE' : undefined;
      seen.add(project);
      if (remark) remarks.push({ line: record.line, remark, project });
      return remark ? undefined : known;
    });
    return { places, points };
  });
  return { meta, type, budget, projects, ballots, remarks };
}
