import { composed, event, graphemes, personalDataIn, Refusal, textLimit, type Count, type Decision, type Situation } from '@hiroba/kernel';
import {
  FREE_EDIT_MS, LONGEST_OFFICE, placeBelow, type CommentFacts, type CommentPlace, type CommentState, type ParentFacts,
} from './comment.ts';
import { commentPolicy } from './comment.policy.ts';
import { rulesOf, sideCounters, sidesOf, votesOf, type RootFacts, type Side, type Vote } from './discussion.ts';

/** What a person types, and the office that a member of staff speaks for. */
export interface CommentInput {
  readonly body: string;
  readonly office?: string | null | undefined;
  /** The side taken, for a top comment where the discussion asks for one. */
  readonly alignment?: Side | null | undefined;
  /** Whether a top comment is about the official answer. */
  readonly onAnswer?: boolean | undefined;
  /** Whether the writer has been told that the text tells something personal, and wants it so. */
  readonly withPersonalData?: boolean | undefined;
}

/** What everybody may write: the numbers and addresses that the city itself gives out. */
interface Known {
  readonly given?: readonly string[] | undefined;
}

/** The spot where a new comment goes: below which thing, in answer to what, under which id. */
export interface Spot extends RootFacts, Known {
  readonly id: string;
  readonly rootKind: string;
  readonly rootId: string;
  readonly parent?: ParentFacts | undefined;
}

/** What is stored of a new comment. */
export interface NewComment extends CommentPlace {
  readonly rootKind: string;
  readonly rootId: string;
  readonly authorId: string;
  readonly office: string | null;
  readonly alignment: Side | null;
  readonly aboutAnswer: number | null;
  readonly body: string;
  readonly locale: string;
  readonly state: CommentState;
  readonly createdAt: Date;
  readonly versions: number;
}

/** A comment whose text its author wants to change. */
export interface EditableComment extends CommentFacts, RootFacts, Known {
  readonly body: string;
  readonly office: string | null;
  readonly createdAt: Date;
  readonly versions: number;
  readonly answered: boolean;
}

/** A published comment, as far as withdrawing it needs. */
export interface WithdrawableComment extends CommentFacts {
  readonly rootId: string;
  readonly office: string | null;
  readonly alignment: Side | null;
}

const bounded = (max: number, field: string, text: string): Refusal | undefined => {
  const problem = textLimit({ max })(text);
  return problem && new Refusal(problem, field, { max });
};

/** Asks back once where a text tells something personal; an office gives out its own numbers. */
const askedBack = (body: string, office: string | null, given: readonly string[] = []): Refusal | undefined => {
  const [first] = office === null ? personalDataIn(body, given) : [];
  return first && new Refusal('PERSONAL_DATA', 'body', { kind: first.kind });
};

const roundedLength = (text: string): number => Math.ceil(graphemes(text) / 100) * 100;
const actorOf = (office: string | null) => (office === null ? 'participant' : 'staff');

/** Why a side may not be taken, or is missing: top comments take one where asked; an office, or who speaks of the answer, need not. */
const sided = (alignment: Side | null, free: boolean, { parent, ...root }: Spot): Refusal | undefined => {
  const asked: readonly Side[] = parent ? [] : sidesOf[rulesOf(root).alignment];
  if (alignment === null) return asked.length > 0 && !free ? new Refusal('EMPTY', 'alignment') : undefined;
  return asked.includes(alignment) ? undefined : new Refusal('BAD_USER_INPUT', 'alignment');
};

/** What the public numbers of a discussion gain by a comment that is shown, or lose with it. */
export const countsOf = (rootId: string, alignment: Side | null, by: 1 | -1): Count[] => [
  { counter: 'comments', subjectId: rootId, by },
  ...(alignment ? [{ counter: sideCounters[alignment], subjectId: rootId, by }] : []),
];

/** Says something below a thing, or in answer to somebody there. */
export const publish = ({ body: typed, office: signed, alignment = null, onAnswer = false, withPersonalData = false }: CommentInput) =>
  (at: Situation, spot: Spot): Decision<NewComment> | Refusal => {
    const body = composed(typed);
    const office = signed ? composed(signed) : null;
    const refusal = commentPolicy.create(at, spot)
      ?? (office === null ? undefined : commentPolicy.speakAsOffice(at, spot) ?? bounded(LONGEST_OFFICE, 'asOffice', office))
      ?? (onAnswer && (spot.parent || !spot.answerVersion) ? new Refusal('BAD_USER_INPUT', 'onAnswer') : undefined)
      ?? sided(alignment, onAnswer || office !== null, spot)
      ?? bounded(rulesOf(spot).maxLength, 'body', body)
      ?? (withPersonalData ? undefined : askedBack(body, office, spot.given));
    if (refusal) return refusal;
    const { id, rootKind, rootId, parent } = spot;
    const place = placeBelow(parent, id);
    const authorId = at.viewer.personId ?? '';
    return {
      patch: {
        ...place, rootKind, rootId, authorId, office, alignment, body, locale: at.viewer.locale,
        aboutAnswer: onAnswer ? spot.answerVersion ?? null : null,
        state: 'VISIBLE', createdAt: at.now, versions: 1,
      },
      event: event('comment.published', {
        thread: rootId, depth: place.depth, chars: roundedLength(body), ...(alignment ? { side: alignment } : {}),
      }, {
        actor: actorOf(office), commit: { body, author: authorId },
      }),
      version: { n: 1, content: { body } },
      counts: [
        ...countsOf(rootId, alignment, 1),
        ...(parent ? [{ counter: 'replies', subjectId: place.branchId, by: 1 }] : []),
      ],
    };
  };

/** Whether a change of the text leaves no version behind: soon after publication, and before anybody answered. */
export const isFreeEdit = ({ createdAt, answered }: Pick<EditableComment, 'createdAt' | 'answered'>, now: Date): boolean =>
  !answered && now.getTime() < createdAt.getTime() + FREE_EDIT_MS;

/** Changes the text: at once after publication the first version itself, afterwards by a new public version. */
export const edit = ({ body: typed, withPersonalData = false }: Pick<CommentInput, 'body' | 'withPersonalData'>) =>
  (at: Situation, comment: EditableComment): Decision<object> | Refusal => {
    const body = composed(typed);
    const refusal = commentPolicy.edit(at, comment) ?? bounded(rulesOf(comment).maxLength, 'body', body)
      ?? (withPersonalData ? undefined : askedBack(body, comment.office, comment.given));
    if (refusal) return refusal;
    if (body === comment.body) return new Refusal('NOTHING_CHANGED', 'body');
    const free = isFreeEdit(comment, at.now);
    const n = free ? comment.versions : comment.versions + 1;
    return {
      patch: free ? { body } : { body, versions: n, editedAt: at.now },
      event: event('comment.edited', { fields: ['body'], chars: roundedLength(body) }, {
        actor: actorOf(comment.office), commit: { body },
      }),
      version: { n, content: { body } },
    };
  };

/** Asks whether a vote may be given, changed or taken back; the row itself is written under its unique key. */
export const vote = (value: Vote | null) => (at: Situation, comment: CommentFacts & RootFacts): Refusal | undefined => {
  const taken: readonly Vote[] = votesOf[rulesOf(comment).votes];
  return commentPolicy.vote(at, comment)
    ?? (value === null || taken.includes(value) ? undefined : new Refusal('BAD_USER_INPUT', 'value'));
};

/** Takes a comment back: its text leaves the public, its place and its replies stay. */
export const withdraw = (at: Situation, comment: WithdrawableComment): Decision<object> | Refusal =>
  commentPolicy.withdraw(at, comment) ?? {
    patch: { state: 'DELETED', deletedAt: at.now },
    event: event('comment.withdrawn', {}, { actor: actorOf(comment.office) }),
    // What is withheld is not counted already.
    counts: comment.withheldAt ? [] : countsOf(comment.rootId, comment.alignment, -1),
  };

/** On what ground a text is erased that its author took back. */
export const AUTHOR_REQUEST = 'AUTHOR_REQUEST';

/** Erases the text of a comment that was taken back long ago; its place, its time and its proof remain. */
export const forget = (erased: Readonly<Record<string, unknown>>): Decision<object> => ({
  patch: { body: '' },
  event: event('data.erased', erased, { actor: 'system' }),
});
