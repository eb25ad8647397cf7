import { Injectable } from '@nestjs/common';
import { isSameKey } from '@hiroba/notifications/server';
import { firstIn, isId, sql, Vault } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';

/** The links of mails to whoever sent something: to their receipt, and out. They follow from the installation key; nothing of them is stored. */
@Injectable()
export class ReceiptLinks {
  constructor(private readonly vault: Vault) {}

  /** What stands for the receipt code in a link, below the page of receipts. */
  of(organisationId: string, submissionId: string, issue: number): string {
    return `${submissionId}.${this.vault.digest('receipt link', `${organisationId} ${submissionId} ${issue}`)}`;
  }

  /** The submission of such a link; nothing where the key is not its own, or a lost code was replaced since. */
  async submissionOf(em: EntityManager, organisationId: string, typed: string): Promise<string | undefined> {
    const [id = '', key = ''] = typed.trim().split('.');
    if (!isId(id)) return undefined;
    const row = await firstIn<{ issue: number }>(em, sql`select receipt_issue as issue from submission where organisation_id = ${organisationId} and id = ${id}`);
    return row && isSameKey(this.of(organisationId, id, row.issue), `${id}.${key}`) ? id : undefined;
  }

  /** The key by which the mails about a submission end. */
  outKey(organisationId: string, submissionId: string): string {
    return this.vault.digest('round mails out', `${organisationId} ${submissionId}`);
  }
}

/** Whether somebody typed, or followed, a link instead of a code. */
export const isReceiptLink = (typed: string): boolean => typed.includes('.');
