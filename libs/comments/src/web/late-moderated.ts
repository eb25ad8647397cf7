export { Moderated } from '@hiroba/moderation/web';
