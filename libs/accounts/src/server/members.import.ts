import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, type Caller, type FoundProblem, type Transaction } from '@hiroba/server';
import { readMembers } from './member.import-files.ts';
import { MemberMails } from './member.mails.ts';
import { MembersService, type HeldList, type Invited } from './members.service.ts';

/** What an import did, or why it did nothing. */
export interface MemberImport {
  readonly rows: number;
  readonly invited: number;
  /** Rows of people who are on the list already. */
  readonly present: readonly FoundProblem[];
  readonly problems: readonly FoundProblem[];
  readonly ignored: readonly string[];
}

const undone = new Refusal('BAD_FILE');
const presentCodes: ReadonlySet<string> = new Set(['ALREADY_MEMBER', 'ALREADY_INVITED']);

/** Invites all people of a list, or nobody; who is on the list of the space already is left as they are. */
@Injectable()
export class MembersImport {
  constructor(
    private readonly commands: Commands,
    private readonly members: MembersService,
    private readonly mails: MemberMails,
  ) {}

  /** Why somebody may not bring in a list here at all. */
  async refusal(caller: Caller, spaceId: string): Promise<Refusal | undefined> {
    const list = await this.commands.transaction(caller, (transaction) => this.members.hold(transaction, spaceId));
    return list instanceof Refusal ? list : undefined;
  }

  /** Does it; a dry run does everything and undoes it. */
  async run(caller: Caller, { spaceId, bytes, dryRun }: { readonly spaceId: string; readonly bytes: Uint8Array; readonly dryRun: boolean }): Promise<MemberImport | Refusal> {
    let report: MemberImport | undefined;
    const outcome = await this.commands.transaction(caller, async (transaction) => {
      const list = await this.members.hold(transaction, spaceId);
      if (list instanceof Refusal) return list;
      report = await this.#invite(transaction, list, bytes);
      return dryRun || report.problems.length > 0 ? undone : report;
    });
    return outcome === undone && report ? report : outcome;
  }

  async #invite(transaction: Transaction, list: HeldList, bytes: Uint8Array): Promise<MemberImport> {
    const { caller, em } = transaction;
    const { rows, problems: unread, ignored } = readMembers(bytes);
    const [present, problems]: [FoundProblem[], FoundProblem[]] = [[], [...unread]];
    const invited: Invited[] = [];
    for (const { line, ...typed } of unread.length > 0 ? [] : rows) {
      const one = this.members.invited(caller, list, typed, list.many + invited.length);
      if (!(one instanceof Refusal)) invited.push(one);
      else (presentCodes.has(one.code) ? present : problems).push({ line, column: one.field?.replace('role.ja', 'role').replace('.', '_'), code: one.code, params: one.params });
    }
    if (problems.length === 0 && invited.length > 0) {
      await transaction.writeMany(invited.map(({ member, decision }) => ({ subject: member, decision, at: list.at, made: true })));
      await this.mails.send(em, caller.organisationId, list.space, invited.map(({ mail }) => mail));
    }
    return { rows: rows.length, invited: problems.length > 0 ? 0 : invited.length, present, problems, ignored };
  }
}
