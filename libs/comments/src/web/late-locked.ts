export { Locked } from '@hiroba/moderation/web';
