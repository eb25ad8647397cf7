import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import {
  Commands,
  isTooLarge,
  judgeKind,
  mostMegabytes,
  Places,
  reencode,
  StoredFiles,
  type Caller,
  type ServedImage,
  type Transaction,
  type UploadedFile,
} from '@hiroba/server';
import { heroRefusal, heroWidths, removeHero, setHero, type HeroTyped, type Picture } from '../domain/hero.ts';
import { stale } from '../domain/space.commands.ts';
import { Space } from './space.entity.ts';
import { SpaceReads } from './space.reads.ts';
import { held } from './writing.ts';

interface Reencoded {
  readonly large: ServedImage;
  readonly small: ServedImage;
}

/** A sent picture in the forms that are kept, or why it is none. */
async function reencoded(file: UploadedFile): Promise<Reencoded | Refusal> {
  if (isTooLarge(file)) return new Refusal('TOO_LARGE', 'file', { max: mostMegabytes });
  const bytes = Buffer.from(await file.arrayBuffer());
  const judged = await judgeKind(bytes, file.name, 'staff');
  if ('problem' in judged) return new Refusal(judged.problem, 'file');
  if (judged.kind.shape !== 'IMAGE') return new Refusal('KIND_NOT_ALLOWED', 'file');
  const result = await reencode(bytes, [heroWidths.large, heroWidths.small]);
  if ('problem' in result) return new Refusal(result.problem, 'file');
  const [large, small] = result.images;
  if (!large || !small || small.width < heroWidths.small)
    return new Refusal('TOO_SMALL', 'file', { min: heroWidths.small });
  return { large, small };
}

/** The pictures of spaces: looked into and made anew before anything is locked, decided on like every change. */
@Injectable()
export class HeroService {
  // Pixels cost memory and time: one picture at once, and few more in front of the door.
  readonly #places = new Places(1, 10);

  constructor(
    private readonly commands: Commands,
    private readonly files: StoredFiles,
    private readonly reads: SpaceReads,
  ) {}

  /** Gives a space its picture, or other words about it. */
  async set(caller: Caller, id: string, edition: number, typed: HeroTyped<UploadedFile>): Promise<Space | Refusal> {
    const space = await this.reads.byId(caller, id);
    if (!space) return new Refusal('NOT_FOUND');
    const early = heroRefusal({ viewer: caller, now: new Date(), spaceId: space.id }, space, typed);
    if (early) return early;
    const { picture: file, ...words } = typed;
    const made = file && (await this.#places.run(() => reencoded(file)));
    if (made instanceof Refusal) return made;
    return this.commands.once(Space, caller, async (transaction) => {
      const subject = await held(transaction, Space, id);
      if (!subject) return new Refusal('NOT_FOUND');
      const at = { viewer: caller, now: await transaction.now(), spaceId: id };
      const refusal = heroRefusal(at, subject, typed) ?? stale(subject, edition);
      if (refusal) return refusal;
      const picture = made && (await this.#kept(transaction, made));
      const decision = setHero(at, subject, { ...words, picture }, edition);
      return decision instanceof Refusal ? decision : transaction.write(subject, decision, at);
    });
  }

  /** Takes the picture of a space away; its file goes with the next sweep. */
  remove(caller: Caller, id: string, edition: number): Promise<Space | Refusal> {
    return this.commands.act(Space, id, caller, (at, space) => removeHero(at, space, edition));
  }

  async #kept(transaction: Transaction, { large, small }: Reencoded): Promise<Picture> {
    const { width, height } = large;
    return {
      src: await this.files.keep(transaction, large),
      srcSmall: await this.files.keep(transaction, small),
      width,
      height,
    };
  }
}
