import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { AccountsWorld } from './accounts.world.ts';
import { accountsServer, ClosingService } from './index.ts';

let world: AccountsWorld<SpecApp>;
beforeAll(async () => {
  world = await AccountsWorld.start(startApp);
});
afterAll(() => world.app.close());

describe('my data', () => {
  it('is one ZIP with exact rows and a page, of mine only', async () => {
    const { browser, email, code } = await world.citizen({ displayName: '<花>' });
    const { fileName, zip } = (await browser.do('exportMyData', '... on DataExport { fileName zip }')) as unknown as {
      fileName: string;
      zip: string;
    };
    expect(fileName).toMatch(/^my-data-\d{4}-\d\d-\d\d\.zip$/);
    const files = unzipSync(Buffer.from(zip, 'base64'));
    const row = JSON.parse(strFromU8(files['data/profile.ndjson'] ?? new Uint8Array())) as object;
    expect(row).toMatchObject({ email, code, displayName: '<花>' });
    const page = strFromU8(files['index.html'] ?? new Uint8Array());
    expect(page).toContain('&#60;花&#62;');
    expect(page).not.toContain('<花>');
    expect(JSON.stringify(Object.values(files).map((file) => strFromU8(file)))).not.toMatch(/argon2/);
    expect(await world.browser().says('exportMyData')).toBe('UNAUTHENTICATED');
  });

  it('leaves a line in the public log that names nobody', async () => {
    const { browser, id, code } = await world.citizen();
    await browser.do('exportMyData');
    const row = await world.db.first<{ leaf: string }>(sql`
      select convert_from(leaf, 'UTF8') as leaf from log_entry where type = 'data.exported' order by id desc limit 1`);
    expect(row?.leaf).toContain('"dataset":"own_data"');
    expect(row?.leaf).not.toMatch(new RegExp(`${id}|${code}`));
  });
});

describe('leaving', () => {
  const closeDue = () => world.app.server.nest.get(ClosingService).closeDue(world.organisationId);
  const over = (id: string) => world.db.rows(sql`update person set closes_at = clock_timestamp() where id = ${id}`);

  it('is confirmed by mail, and waits a week', async () => {
    const { browser, email, id } = await world.citizen();
    expect(await browser.says('requestClosing')).toBe('MailSent');
    expect(await browser.says(`closeAccount(token: "${await world.token(email, 'close')}")`)).toBe('MailSent');
    expect((await browser.caller()).personId).toBeUndefined();
    expect(await closeDue()).toBe(0);
    await over(id);
    world.app.clock.set(new Date(Date.now() + 1000));
    expect(await closeDue()).toBe(1);
    expect(await closeDue()).toBe(0);
  });

  it('ends a role when it begins, days before anything else, so that no two entries at one time tell whose it was', async () => {
    const { browser, email, id } = await world.citizen();
    await browser.says('requestClosing');
    await world.db.rows(sql`
      insert into role_grant (id, organisation_id, person_id, role, starts_at) values (gen_random_uuid(), ${world.organisationId}, ${id}, 'STAFF', now())`);
    const ended = () =>
      world.db.rows<{ type: string }>(sql`
        select e.type from log_entry e join role_grant r on e.subject_kind = 'role' and e.subject_id = r.id::text where r.person_id = ${id}`);
    world.app.clock.set(new Date(Date.now() - 1000));
    await browser.says(`closeAccount(token: "${await world.token(email, 'close')}")`);
    expect(await ended()).toEqual([{ type: 'admin.role_revoked' }]);
    const closes = (days: number) =>
      world.db.rows(
        sql`update person set closes_at = clock_timestamp() - make_interval(days => ${days}) where id = ${id}`,
      );
    await closes(0);
    world.app.clock.set(new Date(Date.now() + 1000));
    expect(await closeDue()).toBe(0);
    await closes(3);
    expect(await closeDue()).toBe(1);
    expect(await ended()).toHaveLength(1);
  });

  it('can be taken back within the week', async () => {
    const { browser, email, id } = await world.citizen();
    await browser.says('requestClosing');
    await browser.says(`closeAccount(token: "${await world.token(email, 'close')}")`);
    expect(await world.signIn(browser, email)).toBe('SignedIn');
    expect(await browser.says('keepAccount')).toBe('Person');
    expect(await browser.says('keepAccount')).toBe('NOTHING_CHANGED');
    await world.db.rows(sql`update person set created_at = created_at where id = ${id}`);
    expect(await closeDue()).toBe(0);
  });

  it('happens by the hourly upkeep, which also forgets ended sessions, old links and devices', async () => {
    const { browser, email, id } = await world.citizen();
    const other = await world.citizen();
    await browser.says('requestClosing');
    await browser.says(`closeAccount(token: "${await world.token(email, 'close')}")`);
    await over(id);
    world.app.clock.set(new Date(Date.now() + 1000));
    await world.age(other.id, { last_seen_at: '31 days' });
    await world.db.rows(
      sql`update known_device set last_seen_at = last_seen_at - interval '181 days' where person_id = ${other.id}`,
    );
    await world.db.rows(
      sql`update mail_token set expires_at = expires_at - interval '4 days' where person_id = ${other.id}`,
    );
    for (const type of accountsServer.upkeep ?? []) await world.app.server.nest.get(type).upkeep();
    const left = await world.db.first(sql`
      select (select closed_at is not null from person where id = ${id}) as closed,
             (select count(*)::int from session where person_id = ${other.id}) as sessions,
             (select count(*)::int from mail_token where person_id = ${other.id}) as links,
             (select count(*)::int from known_device where person_id = ${other.id}) as devices`);
    expect(left).toEqual({ closed: true, sessions: 0, links: 0, devices: 0 });
  });
});
