import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, newId, rowsIn, situationIn, sql, type Caller, type Transaction } from '@hiroba/server';
import type { Preview } from '../domain/preview.ts';
import { readPabulib } from '../domain/tally/formats/pabulib.ts';
import { UnreadableFile } from '../domain/tally/formats/unreadable-file.ts';
import { draft, placeOfOption, type VoteInput } from '../domain/vote.commands.ts';
import { importedVote, type ImportedOption, type ImportedVote } from '../domain/vote.import.ts';
import { votes, type VotesSituation } from '../manifest.ts';
import { TallyThread } from './tally-thread.ts';
import { Vote } from './vote.entity.ts';

/** A file as it came, by form or by command. */
export interface ImportedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const read = ({ name, bytes }: ImportedFile): { readonly text: string; readonly vote: ImportedVote | Refusal } => {
  const text = new TextDecoder().decode(bytes);
  return { text, vote: importedVote(readPabulib(text), name) };
};

/** Makes drafts of budgeting elections that others have recorded (Pabulib). */
@Injectable()
export class VoteImport {
  constructor(
    private readonly commands: Commands,
    private readonly thread: TallyThread,
  ) {}

  /** A draft with the projects of a file; how rules would have done on its ballots is kept with it, where they approve of projects. */
  async run(caller: Caller, componentId: string, file: ImportedFile, office: string): Promise<Vote | Refusal> {
    // Whoever may not is told before a file is looked into.
    const early = await this.commands.transaction<true>(caller, async (transaction) => {
      const at: VotesSituation | Refusal = await situationIn(transaction, componentId, votes.name);
      if (at instanceof Refusal) return at;
      const begun = draft({ office: office || '-' })(at);
      return begun instanceof Refusal ? begun : true;
    });
    if (early instanceof Refusal) return early;
    try {
      const { text, vote } = read(file);
      if (vote instanceof Refusal) return vote;
      const preview = await this.#tried(file.name, text);
      return await this.#keep(caller, componentId, vote, office, preview);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return new Refusal('BAD_FILE', 'file', { line: error.line });
    }
  }

  async #tried(name: string, text: string): Promise<Preview | null> {
    const { type, ballots } = readPabulib(text);
    if (ballots.length === 0 || (type !== 'approval' && type !== 'choose-1')) return null;
    return JSON.parse(await this.thread.count({ kind: 'PREVIEW', source: { name, text } })) as Preview;
  }

  #keep(caller: Caller, componentId: string, { input, options }: ImportedVote, office: string, preview: Preview | null): Promise<Vote | Refusal> {
    return this.commands.once(Vote, caller, async (transaction) => {
      const at: VotesSituation | Refusal = await situationIn(transaction, componentId, votes.name);
      if (at instanceof Refusal) return at;
      const whole: VoteInput = { ...input, office };
      const decision = draft(whole)(at);
      if (decision instanceof Refusal) return decision;
      const base = { id: newId(), organisationId: caller.organisationId, componentId, rev: 0 };
      const vote = transaction.em.create(Vote, base as never, { partial: true });
      const kept = await transaction.write(vote, { ...decision, patch: { ...decision.patch, ...(preview ? { preview } : {}) } }, at);
      await transaction.em.flush();
      await keepOptions(transaction, kept, options);
      return kept;
    });
  }
}

/** Writes the options of a new draft, in the order of the file, in one statement. */
async function keepOptions({ em }: Transaction, { organisationId, id }: Vote, options: readonly ImportedOption[]): Promise<void> {
  const rows = options.map((option, at) => {
    const place = placeOfOption(option);
    const { address, lat, lon } = place instanceof Refusal ? { address: '', lat: null, lon: null } : place;
    const { code, title, text, cost, category } = option;
    return { code, n: at + 1, title, text, cost, category, address, lat, lon };
  });
  await rowsIn(em, sql`
    insert into vote_option (organisation_id, vote_id, code, n, title, text, cost, category, address, lat, lon)
    select ${organisationId}, ${id}, o.code, o.n, o.title, o.text, o.cost, o.category, o.address, o.lat, o.lon
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (
      code text, n int, title jsonb, text jsonb, cost text, category text, address text, lat float8, lon float8)`);
}
