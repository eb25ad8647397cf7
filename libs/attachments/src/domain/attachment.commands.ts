import {
  composed, event, privateEvent, Refusal, textLimit, type ActorKind, type Decision, type Event, type Situation,
} from '@hiroba/kernel';
import { attachmentLimits, type AttachmentFacts, type AttachmentWords, type KeptFacts, type ThingFacts } from './attachment.ts';

const MEGABYTE = 1024 * 1024;

/** What a person already sent, counted under the lock of their allowance. */
export interface SentFiles {
  readonly bytes: number;
}

interface Words {
  readonly alt: string;
  readonly decorative: boolean;
}

const tidy = ({ alt, decorative }: AttachmentWords): Words =>
  decorative ? { alt: '', decorative: true } : { alt: composed(alt ?? '').replace(/\n/g, ' '), decorative: false };

const wordless = ({ shape, alt, decorative }: Pick<AttachmentFacts, 'shape' | 'alt' | 'decorative'>): boolean =>
  shape === 'IMAGE' && !decorative && alt === '';

/** Why words about a file are not taken: pictures before everybody need them, drafts may wait. */
function wordsRefusal({ alt, decorative }: Words, shape: AttachmentFacts['shape'], { rev }: Pick<ThingFacts, 'rev'>): Refusal | undefined {
  const problem = textLimit({ min: 0, max: attachmentLimits.alt })(alt);
  if (problem) return new Refusal(problem, 'alt', { max: attachmentLimits.alt });
  return rev > 0 && wordless({ shape, alt, decorative }) ? new Refusal('ALT_MISSING', 'alt') : undefined;
}

/** Why a thing with these files may not go before everybody. */
export const missingWords = (files: readonly Pick<AttachmentFacts, 'shape' | 'alt' | 'decorative'>[]): Refusal | undefined =>
  files.some(wordless) ? new Refusal('ALT_MISSING', 'files') : undefined;

type Named = Pick<ThingFacts, 'kind' | 'id' | 'actor'>;

interface Shown extends Words {
  readonly name: string;
  readonly digest: string | null;
  readonly bytes: number;
}

/** A file came before everybody: which, below what, and how large; its name and words only as a seal. */
const added = ({ kind, id, actor = 'participant' }: Named, { name, alt, digest, bytes }: Shown): Event =>
  event('attachment.added', { kind, thing: id, file: digest, bytes }, { actor, commit: { name, alt } });

/** Attaches a file to a thing: to a draft in private, to what is published before everybody. */
export const attach = (file: KeptFacts, words: AttachmentWords, mine: SentFiles) =>
  (at: Situation, thing: ThingFacts): Decision<object> | Refusal => {
    const said = tidy(words);
    const { files: most, quotaMegabytes } = attachmentLimits;
    const { cleared, ...kept } = file;
    return thing.mayChange(at)
      ?? (thing.files >= most ? new Refusal('LIMIT_REACHED', 'files', { max: most }) : undefined)
      ?? (!thing.ofOffice && mine.bytes + file.bytes > quotaMegabytes * MEGABYTE ? new Refusal('QUOTA_REACHED', 'files', { max: quotaMegabytes }) : undefined)
      ?? wordsRefusal(said, file.shape, thing)
      ?? {
        patch: {
          ...kept, ...said, subjectKind: thing.kind, subjectId: thing.id, authorId: thing.ofOffice ? null : at.viewer.personId, createdAt: at.now,
          clearedAt: cleared ? at.now : null,
        },
        event: thing.rev > 0 ? added(thing, { ...file, ...said }) : privateEvent('attachment.kept'),
      };
  };

/** A file and the thing it belongs to. */
export interface OwnedFile extends AttachmentFacts {
  readonly name: string;
  readonly digest: string | null;
  readonly bytes: number;
}

/** A file with all that is kept of its form. */
export type GoingAlong = OwnedFile & Omit<KeptFacts, 'cleared' | 'documentAuthor' | 'documentTitle' | 'digest'> & { readonly clearedAt: Date | null };

const gone = ({ removedAt }: AttachmentFacts): Refusal | undefined => (removedAt ? new Refusal('NOT_FOUND') : undefined);

/** Changes the words about a file. */
export const describe = (words: AttachmentWords, thing: ThingFacts) => (at: Situation, file: OwnedFile): Decision<object> | Refusal => {
  const said = tidy(words);
  return thing.mayChange(at)
    ?? gone(file)
    ?? wordsRefusal(said, file.shape, thing)
    ?? (said.alt === file.alt && said.decorative === file.decorative ? new Refusal('NOTHING_CHANGED', 'alt') : undefined)
    ?? {
      patch: said,
      event: thing.rev > 0
        ? event('attachment.described', { decorative: said.decorative }, { actor: thing.actor ?? 'participant', commit: { alt: said.alt } })
        : privateEvent('attachment.kept'),
    };
};

/** A file is taken away from what is published: its bytes, name and words go, the entry stays. */
export const removed = ({ now }: Pick<Situation, 'now'>, actor: ActorKind): Decision<object> => ({
  patch: { removedAt: now, name: '', alt: '', digest: null, smallDigest: null, documentAuthor: null, documentTitle: null },
  event: event('attachment.removed', {}, { actor }),
});

/** Takes a file away. */
export const remove = (thing: ThingFacts) => (at: Situation, file: OwnedFile): Decision<object> | Refusal =>
  thing.mayChange(at) ?? gone(file) ?? removed(at, thing.actor ?? 'participant');

/** A file that goes along to what its thing became: the same bytes and words below another thing, by nobody who pays for them again. */
export const goAlong = (to: Named, file: GoingAlong) => ({ now }: Pick<Situation, 'now'>): Decision<object> => {
  const { name, shape, mime, bytes, digest, smallDigest, width, height, pages, active, alt, decorative, clearedAt } = file;
  return {
    patch: {
      name, shape, mime, bytes, digest, smallDigest, width, height, pages, active, alt, decorative, clearedAt,
      subjectKind: to.kind, subjectId: to.id, authorId: null, createdAt: now,
    },
    event: added(to, file),
  };
};

/** A file of a draft goes before everybody together with it. */
export const publish = (thing: Named, file: OwnedFile): Decision<object> => ({
  // Nobody but the sender is to see whom a document names.
  patch: { documentAuthor: null, documentTitle: null },
  event: added(thing, file),
});
