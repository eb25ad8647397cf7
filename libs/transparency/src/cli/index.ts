export { addCheckingCommands, judged, trusting } from './checking-commands.ts';
export { entriesOf } from './entries-of.ts';
export { auditLog, proveEntry, WronglyAsked, type AuditQuestion, type Trust, type Verdict } from './log-commands.ts';
export { verifyFiles } from './verify-files.ts';
