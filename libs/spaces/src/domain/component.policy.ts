import { all, any, hasRole, Refusal, type Rule } from '@hiroba/kernel';
import type { PlacedFacts } from './component.ts';

const staff = hasRole('STAFF', 'ADMIN');

/** Published now or once: what is taken back keeps its address and says so. */
const wasPublic: Rule<PlacedFacts> = (_, { rev }) => (rev >= 1 ? undefined : new Refusal('NOT_FOUND'));
const isPublished: Rule<PlacedFacts> = (_, { published }) => (published ? undefined : new Refusal('WRONG_STATE'));
const isHidden: Rule<PlacedFacts> = (_, { published }) => (published ? new Refusal('WRONG_STATE') : undefined);

/** Who may do what to a placed component. */
export const componentPolicy = {
  read: any<PlacedFacts>(staff, wasPublic),
  edit: all<PlacedFacts>(staff),
  publish: all<PlacedFacts>(staff, isHidden),
  unpublish: all<PlacedFacts>(staff, isPublished),
};
