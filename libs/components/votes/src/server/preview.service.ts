import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { isId, Sql, tableBytes, type Caller, type UploadedFile } from '@hiroba/server';
import { madeUpBallots, type Preview, type PreviewSource } from '../domain/preview.ts';
import { UnreadableFile } from '../domain/tally/formats/unreadable-file.ts';
import { rulesOfScope, type VoteDocument } from '../domain/vote-document.ts';
import { keepPreview } from '../domain/vote.commands.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { documentOf, WHOLE } from '../domain/vote.rule.ts';
import { tallyInput } from './tally.input.ts';
import { TallyThread } from './tally-thread.ts';
import type { Vote } from './vote.entity.ts';
import { optionsIn } from './vote.life.service.ts';
import { VoteReads } from './vote.reads.ts';
import { VoteService } from './vote.service.ts';

/** What rules are tried on: a file of another election, a vote of before, or ballots that are made up over the options of the draft. */
export interface TriedOn {
  readonly file: UploadedFile | null;
  readonly from: string | null;
}

/** Tries rules before one of them stands. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly service: VoteService,
    private readonly thread: TallyThread,
    private readonly reads: VoteReads,
    private readonly db: Sql,
  ) {}

  /** Counts other ballots by all rules and keeps what came of it with the draft; counting holds nothing meanwhile. */
  async run(id: string, on: TriedOn, caller: Caller): Promise<Vote | Refusal> {
    // Whoever may not is told before anything is counted.
    const source = await this.#source(id, on, caller);
    if (source instanceof Refusal) return source;
    try {
      const preview = JSON.parse(await this.thread.count({ kind: 'PREVIEW', source })) as Preview;
      return await this.service.decide(id, caller, async ({ vote, at }) => keepPreview(preview)(at, vote));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return new Refusal('BAD_FILE', 'file');
    }
  }

  async #source(id: string, { file, from }: TriedOn, caller: Caller): Promise<PreviewSource | Refusal> {
    const made = await this.service.look<PreviewSource>(id, caller, async ({ vote, at }, em) => {
      const refusal = votePolicy.preview(at, vote);
      if (refusal) return refusal;
      const rules = rulesOfScope(documentOf(vote, await optionsIn(em, vote)), WHOLE);
      return { name: '', rules, ballots: madeUpBallots(rules) };
    });
    if (made instanceof Refusal) return made;
    if (from) return this.#earlier(from, caller);
    if (!file || file.size === 0) return made;
    const bytes = await tableBytes(file);
    return bytes instanceof Refusal ? bytes : { name: file.name, text: new TextDecoder().decode(bytes) };
  }

  async #earlier(from: string, caller: Caller): Promise<PreviewSource | Refusal> {
    const vote = isId(from) ? await this.reads.one(caller, from) : null;
    // What is not published yet tells nobody anything, not even which rule would suit whom.
    if (!vote?.resultAt) return new Refusal('NOT_FOUND', 'from');
    const { ballots } = await tallyInput((query) => this.db.first(query), vote);
    const rules = rulesOfScope(JSON.parse(vote.document ?? '') as VoteDocument, WHOLE);
    return { name: vote.title.ja ?? vote.title.en ?? '', rules, ballots: ballots[0]?.ballots ?? [] };
  }
}
