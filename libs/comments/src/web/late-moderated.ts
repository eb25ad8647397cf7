export { Locked, Moderated } from '@hiroba/moderation/web';
