import { all, any, canMove, hasRole, mayEnter, Refusal, type Rule } from '@hiroba/kernel';
import { spaceMoves, type SpaceFacts } from './space.ts';

const staff = hasRole('STAFF', 'ADMIN');

/** Staff of the whole organisation, not of one space only. */
const everywhere: Rule = (at) => staff({ ...at, spaceId: undefined, component: undefined }, undefined);

const isPublic: Rule<SpaceFacts> = ({ viewer }, { id, rev, visibility }) =>
  (rev >= 1 && mayEnter(viewer, id, visibility) ? undefined : new Refusal('NOT_FOUND'));
const notArchived: Rule<SpaceFacts> = (_, { state }) => (state === 'ARCHIVED' ? new Refusal('WRONG_STATE', undefined, { state }) : undefined);

const read = any<SpaceFacts>(staff, isPublic);

/** A draft is not there for those who may not read it, whatever they want to do with it. */
const known: Rule<SpaceFacts> = (at, space) => (read(at, space) ? new Refusal('NOT_FOUND') : undefined);

/** Who may do what to a space. */
export const spacePolicy = {
  read,
  known,
  draft: everywhere,
  copy: all<SpaceFacts>(everywhere),
  edit: all<SpaceFacts>(staff, notArchived),
  setPhases: all<SpaceFacts>(staff, notArchived),
  place: all<SpaceFacts>(staff, notArchived),
  publish: all<SpaceFacts>(staff, canMove(spaceMoves, 'publish')),
  archive: all<SpaceFacts>(staff, canMove(spaceMoves, 'archive')),
  reopen: all<SpaceFacts>(staff, canMove(spaceMoves, 'reopen')),
};
