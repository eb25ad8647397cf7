import { Refusal } from '@hiroba/kernel';
import {
  citable,
  decided,
  nothingWaits,
  reasoned,
  type CaseDecision,
  type Cited,
  type JudgedSubject,
} from './moderation.commands.ts';
import { moderationPolicy } from './moderation.policy.ts';
import type { OpenCase } from './reporting.ts';
import type { Judging } from './rules.ts';
import { labels, type Label } from './visibility.ts';
import type { Waiting } from './withholding.ts';

type Labelled = CaseDecision & { readonly patch: { readonly label: Label | null } };

/** Puts a sentence beside a text that stays as it is, under any rule: what is missing there, that it is disputed, or that it was put right. */
export const label =
  (ruleId: string, code: string, typed: string) =>
  (at: Judging, subject: JudgedSubject, waiting: Waiting): Labelled | Refusal => {
    const refusal = moderationPolicy.label(at, subject);
    if (refusal) return refusal;
    const chosen = labels.find((one) => one === code);
    if (!chosen) return new Refusal(code === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'label');
    const rule = citable(at, ruleId, subject);
    if (rule instanceof Refusal) return rule;
    const reason = reasoned(typed);
    if (reason instanceof Refusal) return reason;
    const made = decided(at, subject, waiting, { kind: 'LABEL', class: 'LIGHT', rule, reason, reasonCode: chosen });
    return { ...made, patch: { ...made.patch, label: chosen } };
  };

/** Takes a label away, under the rule it was put there for; what waits about the text goes on waiting. */
export const unlabel =
  (typed: string, { id, version }: Cited) =>
  (at: Judging, subject: JudgedSubject, { dueAt }: Pick<OpenCase, 'dueAt'>): Labelled | Refusal => {
    const refusal = moderationPolicy.unlabel(at, subject);
    if (refusal) return refusal;
    const reason = reasoned(typed);
    if (reason instanceof Refusal) return reason;
    const rule = at.rules.of(id, version);
    if (!rule) throw new Error(`no rule ${id}@${version}`);
    const made = decided(at, subject, nothingWaits, { kind: 'UNLABEL', class: 'LIGHT', rule, reason });
    return { ...made, patch: { state: dueAt ? 'OPEN' : 'DECIDED', dueAt, label: null } };
  };
