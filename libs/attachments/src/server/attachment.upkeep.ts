import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal, visitor } from '@hiroba/kernel';
import { Commands, FileScanner, Sql, sql, StoredFiles, type Upkeep } from '@hiroba/server';
import { removed } from '../domain/attachment.commands.ts';
import { Attachment } from './attachment.entity.ts';

interface Uncleared {
  readonly id: string;
  readonly organisationId: string;
  readonly digest: string;
}

/** Files that came while the scanner could not be asked are shown to it again. */
@Injectable()
export class AttachmentUpkeep implements Upkeep {
  constructor(
    private readonly db: Sql,
    private readonly commands: Commands,
    private readonly files: StoredFiles,
    private readonly scanner: FileScanner,
  ) {}

  async upkeep(): Promise<void> {
    const waiting = await this.db.rows<Uncleared>(sql`
      select id, organisation_id as "organisationId", digest from attachment
      where cleared_at is null and removed_at is null order by created_at, id limit 200`);
    for (const file of waiting) {
      const verdict = await this.scanner.scan(this.files.read(file.organisationId, file.digest));
      if (verdict === undefined) return;
      if (verdict === 'CLEAN') await this.db.rows(sql`update attachment set cleared_at = now() where id = ${file.id} and cleared_at is null`);
      else await this.#remove(file);
    }
  }

  #remove({ id, organisationId }: Uncleared): Promise<Attachment | Refusal> {
    return this.commands.transaction(visitor(organisationId), async (transaction) => {
      const { em, caller } = transaction;
      const file = await em.findOne(Attachment, { id, organisationId, removedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!file) return new Refusal('NOT_FOUND');
      const at = { viewer: caller, now: await transaction.now() };
      if (file.rev > 0) return transaction.write(file, removed(at, 'system'), at);
      await em.remove(file).flush();
      return file;
    });
  }
}
