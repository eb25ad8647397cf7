export { AttachmentList } from '@hiroba/attachments/web';
