import { event, privateEvent, Refusal, type Decision } from '@hiroba/kernel';
import type { ProposalsSettings, ProposalsSituation } from '../manifest.ts';
import type { CopyAsked, CopySource } from './copy.ts';
import { copyPolicy, staysInside } from './copy.policy.ts';
import { complete, roundedLength, settingsOf, voices } from './proposal.commands.ts';
import { filingMissing, type Around } from './proposal.filing.ts';
import { kindAfter, kindContent, kindMissing, kindsAsked, kindShown, type Kinded } from './proposal.kind.ts';

/** What a proposal is in a place that asks for other kinds, or for none. */
const kindThere = (source: Kinded, settings: ProposalsSettings): Required<Kinded> =>
  kindsAsked(settings).length === 0 ? { kind: null, details: {} } : kindAfter({}, kindShown(source), settings);

/** Makes a copy in another place: a new text by the same authors, without supports, comments and answers. */
export const copy =
  (source: CopySource, around: Around, files: readonly string[]) =>
  (at: ProposalsSituation): Decision | Refusal => {
    const settings = settingsOf(at);
    const {
      id,
      title,
      body,
      locale,
      authorId,
      coauthorIds,
      official,
      office,
      creditedTo,
      origin,
      receivedAt,
      folded,
      tokens,
      titleTokens,
    } = source;
    const kinded = kindThere(source, settings);
    const details = Object.keys(kinded.details).length > 0 ? { details: kinded.details } : {};
    return (
      complete(source, settings) ??
      kindMissing(kinded, {}, settings) ??
      filingMissing({}, settings, around) ?? {
        patch: {
          title,
          body,
          locale,
          ...kinded,
          folded,
          tokens,
          titleTokens,
          authorId,
          coauthorIds,
          official,
          office,
          creditedTo,
          origin,
          receivedAt,
          copiedFrom: id,
          state: 'PUBLISHED',
          publishedAt: at.now,
          versions: 1,
        },
        event: event(
          'proposal.copied',
          { component: at.component?.id, from: id, locale, chars: roundedLength(body), files },
          {
            actor: 'staff',
            commit: {
              title,
              body,
              ...(authorId ? { author: authorId } : {}),
              ...(coauthorIds.length > 0 ? { coauthors: coauthorIds } : {}),
              ...details,
            },
          },
        ),
        version: { n: 1, content: { title, body, ...kindContent(kinded) } },
        reference: 'P',
        counts: voices(at, 1),
      }
    );
  };

/** Why nothing may be copied from one place to another. */
export const copyRefusal = (
  asked: Pick<CopyAsked, 'from'>,
  at: ProposalsSituation,
  there: ProposalsSituation,
): Refusal | undefined => {
  const from = copyPolicy.from(there, undefined) ?? staysInside(there, at);
  return (
    copyPolicy.into(at, undefined) ??
    (from ? new Refusal(from.code, 'from', from.params) : undefined) ??
    (asked.from === at.component?.id ? new Refusal('BAD_USER_INPUT', 'from') : undefined)
  );
};

/** Begins to copy what stands in another place. */
export const beginCopying =
  (asked: CopyAsked, total: number, office: string | null) =>
  (at: ProposalsSituation): Decision | Refusal =>
    total === 0
      ? new Refusal('EMPTY', 'from')
      : {
          patch: { kind: 'COPY', byId: at.viewer.personId, office, begunAt: at.now, asked, total },
          event: event(
            'proposal.copying_begun',
            { component: at.component?.id, from: asked.from, count: total },
            { actor: 'staff' },
          ),
        };

/** Begins to bring in a file of many rows; each text has its own entry in the log. */
export const beginImport =
  (rows: number, dryRun: boolean) =>
  (at: ProposalsSituation): Decision => ({
    patch: { kind: 'IMPORT', byId: at.viewer.personId, begunAt: at.now, dryRun, total: rows },
    event: privateEvent('proposal.import_begun'),
  });
