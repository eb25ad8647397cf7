import type { RoundNumbers } from './coverage.ts';

/** What stands in a column of an open file: by it a machine reads the cell, and a test checks it. */
export type ColumnKind = 'id' | 'code' | 'text' | 'integer' | 'day' | 'instant' | 'url' | 'digest' | 'flag';

/** The open files of rounds: one table each, with what stands in each column; ids lead from one to the other. */
export const openFiles = {
  rounds: {
    id: 'id', municipality_code: 'code', reference: 'code', url: 'url', space_id: 'id', component_id: 'id', title: 'text', title_kana: 'text', summary: 'text',
    locale: 'code', subject_type: 'code', policy_field: 'text', office: 'text', basis: 'code', legal_basis: 'text', clause: 'text', exemption: 'code',
    equivalent: 'text', stage: 'code', opens_at: 'instant', closes_at: 'instant', short_period_reason: 'text', response_due_at: 'instant', overdue_reason: 'text',
    scheduled_at: 'instant', tail_closed_at: 'instant', answered_at: 'instant', ended_at: 'instant', updated_at: 'instant', notice_versions: 'integer',
    result_versions: 'integer', log_index: 'integer',
  },
  round_notices: {
    id: 'id', round_id: 'id', municipality_code: 'code', notice_kind: 'code', version: 'integer', published_at: 'instant', reason: 'text', material: 'flag', sha256: 'digest',
  },
  round_units: {
    id: 'id', round_id: 'id', municipality_code: 'code', plan: 'code', version: 'integer', position: 'integer', unit_id: 'id', unit_kind: 'code', level: 'integer',
    path: 'text', page: 'integer', text: 'text',
  },
  round_submissions: {
    id: 'id', round_id: 'id', municipality_code: 'code', number: 'integer', channel: 'code', received_on: 'day', category: 'code', notice_version: 'integer', unit_id: 'id',
    persons: 'integer', excluded: 'code', opinions: 'integer', log_index: 'integer',
  },
  round_opinions: {
    id: 'id', round_id: 'id', municipality_code: 'code', submission_id: 'id', number: 'integer', n: 'integer', publicity: 'code', text: 'text', redactions: 'integer',
    disposition: 'code', reply_id: 'id', plan_change_id: 'id', together: 'integer',
  },
  round_replies: { id: 'id', round_id: 'id', municipality_code: 'code', disposition: 'code', text: 'text', reason: 'text', office: 'text', opinions: 'integer' },
  round_plan_changes: { id: 'id', round_id: 'id', municipality_code: 'code', text: 'text', opinions: 'integer' },
  round_counts: {
    id: 'id', round_id: 'id', municipality_code: 'code', result_version: 'integer', figure: 'code', code: 'code', value: 'integer', unit: 'code',
  },
  round_codes: { id: 'id', round_id: 'id', column: 'code', code: 'code', label_ja: 'text', label_en: 'text' },
  round_columns: { id: 'id', file: 'code', column: 'code', kind: 'code', label_ja: 'text', label_en: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnKind>>>>;

/** The name of an open file of rounds. */
export type OpenFileName = keyof typeof openFiles;
export const openFileNames = Object.keys(openFiles) as readonly OpenFileName[];

/** The columns of an open file, in their order. */
export const columnsOf = (file: OpenFileName): readonly string[] => Object.keys(openFiles[file]);

/** In what something is counted. */
export type CountUnit = 'PERSON' | 'SUBMISSION' | 'OPINION' | 'GROUP' | 'PLAN_CHANGE';

/** One figure of a result: one line, one number. */
export interface CountLine {
  readonly figure: 'RECEIVED' | 'COUNTED' | 'EXCLUDED' | 'CHANNEL' | 'CHILDREN' | 'DISPOSITION' | 'ANONYMOUS';
  /** Of which way, disposition or reason; none for all. */
  readonly code: string | null;
  readonly value: number;
  readonly unit: CountUnit;
}

/** What is counted besides the numbers of a result. */
export interface CountedBesides {
  readonly excluded: readonly { readonly code: string; readonly submissions: number }[];
  readonly children: { readonly submissions: number; readonly opinions: number };
}

/** The figures of a result as lines of a file; what was received is what is counted and what is not, by reason. */
export function countLines(numbers: RoundNumbers, { excluded, children }: CountedBesides): CountLine[] {
  const { persons, unknown, submissions, opinions, groups, planChanges, byChannel, byDisposition } = numbers;
  const line = (figure: CountLine['figure'], code: string | null, value: number, unit: CountUnit): CountLine => ({ figure, code, value, unit });
  return [
    line('RECEIVED', null, excluded.reduce((sum, one) => sum + one.submissions, submissions), 'SUBMISSION'),
    ...excluded.map((one) => line('EXCLUDED', one.code, one.submissions, 'SUBMISSION')),
    line('COUNTED', null, persons, 'PERSON'), line('COUNTED', null, submissions, 'SUBMISSION'), line('COUNTED', null, opinions, 'OPINION'),
    line('COUNTED', null, groups, 'GROUP'), line('COUNTED', null, planChanges, 'PLAN_CHANGE'), line('ANONYMOUS', null, unknown, 'SUBMISSION'),
    ...byChannel.flatMap(({ channel, ...of }) => [
      line('CHANNEL', channel, of.persons, 'PERSON'), line('CHANNEL', channel, of.submissions, 'SUBMISSION'), line('CHANNEL', channel, of.opinions, 'OPINION'),
    ]),
    line('CHILDREN', null, children.submissions, 'SUBMISSION'), line('CHILDREN', null, children.opinions, 'OPINION'),
    ...byDisposition.map((one) => line('DISPOSITION', one.code, one.opinions, 'OPINION')),
  ];
}
