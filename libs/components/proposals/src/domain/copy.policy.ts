import { hasRole } from '@hiroba/kernel';

/** Who may copy proposals: staff of the place they are in, and of the place they come to. Copying needs no phase. */
export const copyPolicy = {
  from: hasRole('STAFF'),
  into: hasRole('STAFF'),
};
