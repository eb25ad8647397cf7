import { setTimeout as pause } from 'node:timers/promises';

/** Waits until every entry is in the published log of its city. */
async function caughtUp(client, folders, published) {
  for (const until = Date.now() + 120_000; Date.now() < until; await pause(200)) {
    const { rows } = await client.query(
      `select l.*, (select count(*)::int from log_entry e where e.organisation_id = l.organisation_id and e.log = 'public') as entries from log l`,
    );
    const sizes = await Promise.all(
      rows.map((row) => published(folders(row), { ...row, organisationId: row.organisation_id })),
    );
    if (rows.length > 0 && rows.every(({ entries }, i) => sizes[i]?.size === entries)) return rows;
  }
  throw new Error('entries were not in the published log in time');
}

/** Recomputes the published log; every checkpoint ever signed must be its beginning, and nothing that people wrote stands in it. */
export async function auditOf(client, dataDir, deny) {
  const { audit, parseVerifierKey } = await import('@hiroba/transparency');
  const { logFolder, nodeCiphers: ciphers, published, readFrom } = await import('@hiroba/transparency/server');
  const folders = (row) => logFolder(dataDir, row.organisation_id);
  const [log] = await caughtUp(client, folders, published);
  const { rows } = await client.query('select size, note from log_checkpoint where organisation_id = $1', [
    log.organisation_id,
  ]);
  const report = await audit({
    read: readFrom(folders(log)),
    keys: [parseVerifierKey(log.vkey, ciphers)],
    ciphers,
    types: 'published',
    old: new Map(rows.map(({ size, note }) => [`checkpoint of ${size}`, note])),
    deny,
  });
  return { entries: report.checkpoint?.size ?? 0, checkpoints: rows.length, problems: report.problems };
}
