export { addCheckingCommands } from './checking-commands.ts';
export { auditLog, proveEntry, WronglyAsked, type AuditQuestion, type Trust, type Verdict } from './log-commands.ts';
export { verifyFiles } from './verify-files.ts';
