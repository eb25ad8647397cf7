import { composed, event, privateEvent, Refusal, textLimit } from '@hiroba/kernel';
import type { VotesSituation } from '../manifest.ts';
import { adoptedOf, changed, overrideCodes, overrideKinds, type Adoption, type OverrideInput } from './adoption.ts';
import type { Outcome } from './vote.commands.ts';
import { runByWith, secondRefusal, type Asked } from './vote.life.commands.ts';
import { votePolicy } from './vote.policy.ts';
import type { VoteText } from './vote.ts';

const LONGEST = { reason: 3_000, office: 60, document: 300 };

/** That options would be adopted, or left out, without an entry that says why. */
export const overrideMissing = (): Refusal => new Refusal('OVERRIDE_MISSING', 'adopted');

const limited = (field: 'reason' | 'office' | 'document', typed: string, min: number): Refusal | undefined => {
  const problem = textLimit({ min, max: LONGEST[field] })(typed);
  return problem && new Refusal(problem, field, problem === 'TOO_LONG' ? { max: LONGEST[field] } : {});
};

/** An entry as it is kept: its words composed. */
export const composedOverride = (typed: OverrideInput): OverrideInput => ({
  option: typed.option, kind: typed.kind, replacement: typed.kind === 'REPLACE_BY' ? typed.replacement : null, code: typed.code,
  reason: composed(typed.reason), office: composed(typed.office), document: typed.document ? composed(typed.document) || null : null,
});

/** Why an entry says nothing that could hold. */
function entryRefusal(entry: OverrideInput, { options, winners, overrides }: Adoption): Refusal | undefined {
  const { option, kind, replacement, code, reason, office, document } = entry;
  if (!options.includes(option)) return new Refusal('BAD_USER_INPUT', 'option');
  if (!overrideKinds.includes(kind)) return new Refusal('BAD_USER_INPUT', 'kind');
  const before = adoptedOf({ winners, overrides });
  if (kind === 'REPLACE_BY' && (replacement === null || !options.includes(replacement) || before.includes(replacement))) return new Refusal('BAD_USER_INPUT', 'replacement');
  if (!overrideCodes.includes(code)) return new Refusal('BAD_USER_INPUT', 'code');
  const after = changed(before, entry);
  return (after.length === before.length && after.every((each) => before.includes(each)) ? new Refusal('NOTHING_CHANGED', 'option') : undefined)
    ?? limited('reason', reason, 1) ?? limited('office', office, 1) ?? (document === null ? undefined : limited('document', document, 1));
}

/** Asks a second member of staff to stand for a departure from the count. */
export const askOverride = (entry: OverrideInput, adoption: Adoption) => (at: VotesSituation, vote: VoteText): Outcome =>
  votePolicy.override(at, vote) ?? entryRefusal(entry, adoption)
    ?? { patch: {}, event: privateEvent('vote.second_asked', { act: 'OVERRIDE' }) };

/** Records a departure from the count, as the second of two; `repack` says by which digest the package is known from then on, where it is out. */
export const recordOverride = (asked: Asked | undefined, entry: OverrideInput | undefined, adoption: Adoption, repack: () => string | undefined) =>
  (at: VotesSituation, vote: VoteText): Outcome => {
    const refusal = votePolicy.override(at, vote) ?? secondRefusal(at, asked) ?? (entry ? entryRefusal(entry, adoption) : new Refusal('NOT_ASKED_FOR'));
    if (refusal || !entry) return refusal ?? new Refusal('NOT_ASKED_FOR');
    const { option, kind, code, replacement, reason } = entry;
    const packageHash = repack();
    return {
      patch: { runBy: runByWith(at, vote, asked), ...(packageHash && { packageHash }) },
      event: event('vote.override_recorded', {
        option, kind, code, ...(replacement !== null && { replacement }), ...(packageHash !== undefined && { package_hash: packageHash }),
      }, { actor: 'staff', commit: { reason } }),
    };
  };
