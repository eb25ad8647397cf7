import { audit, type AuditOptions, type AuditReport } from '../domain/audit.ts';
import { textOf } from '../domain/bytes.ts';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { parseVerifierKey, type VerifierKey } from '../domain/keys.ts';
import { parsePolicy } from '../domain/policy.ts';

/** The keys a log believably got after those that are trusted: named by entries that a trusted key once signed. */
function followed(
  { old = new Map(), keys, ciphers }: AuditOptions,
  { rotations }: AuditReport,
): readonly VerifierKey[] {
  const trusted = [...keys];
  for (let many = 0; many < trusted.length;) {
    many = trusted.length;
    const signed = [...old.values()].flatMap((note) => {
      const opened = openCheckpoint(note, trusted, ciphers);
      return 'checkpoint' in opened ? [opened.checkpoint.size] : [];
    });
    for (const { entry, vkey } of rotations) {
      const key = parseVerifierKey(vkey, ciphers);
      const isKnown = trusted.some(({ name, id }) => name === key?.name && id === key.id);
      if (key && !isKnown && entry < Math.max(0, ...signed)) trusted.push(key);
    }
  }
  return trusted;
}

/**
 * Audits a log that may have got another key since: whoever trusts an earlier one and kept a checkpoint from the time in which
 * both signed can go on. What the log says of its keys is believed only once a trusted key has signed for it.
 */
export async function auditFollowing(options: AuditOptions): Promise<AuditReport> {
  const report = await audit(options);
  if (report.checkpoint || report.problems[0]?.problem !== 'NO_KNOWN_SIGNATURE' || !options.old?.size) return report;
  const { read, ciphers, keys } = options;
  const offered = parsePolicy(textOf((await read('policy')) ?? new Uint8Array(0)) ?? '', ciphers)?.logs ?? [];
  const told = await audit({ ...options, keys: [...keys, ...offered] });
  const trusted = followed(options, told);
  const note = await read('checkpoint');
  return note && 'checkpoint' in openCheckpoint(note, trusted, ciphers) ? told : report;
}
