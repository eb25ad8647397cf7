import { hasRole, Refusal } from '@hiroba/kernel';
import type { ProposalsSituation } from '../manifest.ts';

/** Who may copy proposals: staff of the place they are in, and of the place they come to. Copying needs no phase. */
export const copyPolicy = {
  from: hasRole('STAFF'),
  into: hasRole('STAFF'),
};

/** Why texts of one place may not be shown in another: what is said in a space for members stays there. */
export const staysInside = (there: ProposalsSituation, at: ProposalsSituation): Refusal | undefined =>
  there.component?.spaceVisibility === 'MEMBERS_ONLY' && there.component.spaceId !== at.component?.spaceId
    ? new Refusal('MEMBERS_TEXT')
    : undefined;
