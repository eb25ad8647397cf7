export { AttachmentEditor } from './AttachmentEditor.tsx';
export { AttachmentField, keptField } from './AttachmentField.tsx';
export { AttachmentList } from './AttachmentList.tsx';
export { attachFiles, describeFiles, removeField, type SentFiles, type Thing } from './send-files.ts';
