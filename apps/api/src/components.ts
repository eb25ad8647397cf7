import { publicCommentsServer } from '@hiroba/public-comments/server';
import { votesServer } from '@hiroba/votes/server';
import { proposalsServer } from '@hiroba/proposals/server';
import { debatesServer } from '@hiroba/debates/server';
import type { ComponentServer } from '@hiroba/server';

/** The components this installation offers. */
export const components: readonly ComponentServer[] = [proposalsServer, debatesServer, publicCommentsServer, votesServer];
