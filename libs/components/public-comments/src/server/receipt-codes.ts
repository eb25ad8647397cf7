import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Vault } from '@hiroba/server';
import { receiptCodeOf } from '../domain/receipt-code.ts';

/** Makes receipt codes. They follow from the installation key, so that whoever sends a form twice gets the same one; only digests are stored. */
@Injectable()
export class ReceiptCodes {
  constructor(private readonly vault: Vault) {}

  /** The code of a submission in one of its issues: a lost one is replaced by the next. */
  of(submissionId: string, issue: number): string {
    for (let n = 0; ; n += 1) {
      const code = receiptCodeOf(Buffer.from(this.vault.digest('receipt-code', `${submissionId} ${issue} ${n}`), 'base64url'));
      if (code) return code;
    }
  }

  /** What is stored of a code. */
  digest(code: string): string {
    return createHash('sha256').update(code).digest('hex');
  }
}
