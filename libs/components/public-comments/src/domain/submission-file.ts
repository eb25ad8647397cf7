import { attachmentLimits } from '@hiroba/attachments';

/** What a kept file is: what somebody sent with their opinion, the scan of a sheet, the mail that an opinion came by, or a list that is about to be brought in. */
export const keptAs = ['SENT', 'SCAN', 'MAIL', 'LIST'] as const;
/** What of it a submission shows. */
export const shownAs = ['SENT', 'SCAN', 'MAIL'] as const satisfies readonly KeptAs[];
export type KeptAs = (typeof keptAs)[number];

/** How many files one submission has, how wide a picture is kept, how many a visitor leaves waiting, and how many bytes wait in a whole city. */
export const submissionFileLimits = { files: attachmentLimits.files, width: 2_480, waiting: 20, waitingMegabytes: 2_048 } as const;

/** For so long a file waits for the form it came with. */
export const WAITING_HOURS = 24;

/** A file of a submission as rules and entries read it. */
export interface SubmissionFile {
  readonly id: string;
  /** The SHA-256 of what was sent, in hex. */
  readonly sha256: string;
}

/** What entries say of the files of a submission: how many in the open, which of them only as a seal. */
export const filesInEntry = (files: readonly SubmissionFile[]): { data: object; commit: object } =>
  files.length === 0 ? { data: {}, commit: {} } : { data: { files: files.length }, commit: { files: files.map(({ sha256 }) => sha256).join('\n') } };
