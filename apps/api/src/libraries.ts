import { accountsServer } from '@hiroba/accounts/server';
import { attachmentsServer } from '@hiroba/attachments/server';
import { commentsServer } from '@hiroba/comments/server';
import { moderationServer } from '@hiroba/moderation/server';
import { notificationsServer } from '@hiroba/notifications/server';
import { spacesServer } from '@hiroba/spaces/server';
import { placesServer } from '@hiroba/places/server';
import { taxonomiesServer } from '@hiroba/taxonomies/server';
import { transparencyServer } from '@hiroba/transparency/server';
import { versionsServer } from '@hiroba/versions/server';
import type { LibraryServer } from '@hiroba/server';
import { components } from './components.ts';

/** Everything the server is made of: capabilities, then components. */
export const libraries: readonly LibraryServer[] = [
  spacesServer, accountsServer, moderationServer, commentsServer, attachmentsServer, versionsServer, taxonomiesServer, placesServer, transparencyServer, notificationsServer, ...components,
];
