import { readFile } from 'node:fs/promises';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Refusal, refusalCodes, type RefusalCode, type RefusalParams } from '@hiroba/kernel';
import type { ImportProblem } from './csv-reader.ts';
import type { Messages } from './messages.ts';
import { refusalMessage } from './refusal.type.ts';
import { isTooLarge, mostMegabytes, type UploadedFile } from './upload.ts';

/** What is wrong on one line of an imported file. */
@ObjectType('ImportProblem')
export class ImportProblemType {
  @Field(() => Int)
  readonly line!: number;

  @Field(() => String, { nullable: true })
  readonly column!: string | null;

  @Field(() => String)
  readonly code!: string;

  @Field(() => String)
  readonly message!: string;
}

/** A problem before it is put into words: a code of refusals, of tables, or of the library that imports. */
export interface FoundProblem {
  readonly line: number;
  readonly column?: string | undefined;
  readonly code: string;
  readonly params?: RefusalParams | undefined;
}

const MOST_PROBLEMS = 100;

const ofTables: ReadonlySet<string> = new Set<ImportProblem['code']>([
  'NOT_TEXT', 'BAD_WORKBOOK', 'BAD_JSON', 'NO_HEADER', 'MISSING_HEADER', 'DUPLICATE_HEADER', 'BAD_QUOTES', 'TOO_MANY_ROWS', 'TOO_MANY_CELLS',
]);

/** The first problems of an import with the sentences that tell them; those of the library itself begin with `own`. */
export const problemsTold = (messages: Messages, problems: readonly FoundProblem[], locale: string, own: string): ImportProblemType[] =>
  problems.slice(0, MOST_PROBLEMS).map(({ line, column = null, code, params = {} }) => ({
    line, column, code,
    message: Object.hasOwn(refusalCodes, code)
      ? refusalMessage(messages, new Refusal(code as RefusalCode, undefined, params), locale)
      : messages.translator(locale)(`${ofTables.has(code) ? 'server.import.problem' : own}.${code}`, { line: '', max: '', ...params }),
  }));

/** The bytes of a table that came with a form, where it is one and no larger than anybody may send. */
export async function tableBytes(file: UploadedFile | null): Promise<Uint8Array | Refusal> {
  if (!file || file.size === 0) return new Refusal('EMPTY', 'file');
  if (isTooLarge(file, mostMegabytes.participant)) return new Refusal('TOO_LARGE', 'file', { max: mostMegabytes.participant });
  return file.path ? readFile(file.path) : new Uint8Array(await file.arrayBuffer());
}
