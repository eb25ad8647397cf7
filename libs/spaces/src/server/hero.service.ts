import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import {
  Commands,
  digestOfFile,
  isTooLarge,
  mostMegabytes,
  StoredFiles,
  Uploads,
  type Caller,
  type InspectionProblem,
  type LookedInto,
  type MadeImage,
  type Transaction,
  type UploadedFile,
} from '@hiroba/server';
import { heroRefusal, heroWidths, removeHero, setHero, type HeroTyped, type Picture } from '../domain/hero.ts';
import { stale } from '../domain/space.commands.ts';
import { Space } from './space.entity.ts';
import { SpaceReads } from './space.reads.ts';
import { held } from './writing.ts';

interface Reencoded {
  readonly large: MadeImage;
  readonly small: MadeImage;
}

/** A sent picture in the forms that are kept, or why it is none. */
function reencoded(found: LookedInto | { readonly problem: InspectionProblem }): Reencoded | Refusal {
  if ('problem' in found) return new Refusal(found.problem, 'file');
  if (found.shape !== 'IMAGE') return new Refusal('KIND_NOT_ALLOWED', 'file');
  const [large, small] = found.images;
  if (!large || !small || small.width < heroWidths.small)
    return new Refusal('TOO_SMALL', 'file', { min: heroWidths.small });
  return { large, small };
}

/** The pictures of spaces: looked into and made anew before anything is locked, decided on like every change. */
@Injectable()
export class HeroService {
  constructor(
    private readonly commands: Commands,
    private readonly files: StoredFiles,
    private readonly uploads: Uploads,
    private readonly reads: SpaceReads,
  ) {}

  /** Gives a space its picture, or other words about it. */
  async set(caller: Caller, id: string, edition: number, typed: HeroTyped<UploadedFile>): Promise<Space | Refusal> {
    const space = await this.reads.byId(caller, id);
    if (!space) return new Refusal('NOT_FOUND');
    const early = heroRefusal({ viewer: caller, now: new Date(), spaceId: space.id }, space, typed);
    if (early) return early;
    const { picture: file, ...words } = typed;
    if (!file) return this.#decide(caller, id, edition, words, typed);
    if (isTooLarge(file, mostMegabytes.participant))
      return new Refusal('TOO_LARGE', 'file', { max: mostMegabytes.participant });
    return this.uploads.look(
      file,
      { audience: 'staff', widths: [heroWidths.large, heroWidths.small] },
      async (found) => {
        const made = reencoded(found);
        return made instanceof Refusal ? made : this.#decide(caller, id, edition, words, typed, made);
      },
    );
  }

  #decide(
    caller: Caller,
    id: string,
    edition: number,
    words: Omit<HeroTyped<never>, 'picture'>,
    typed: HeroTyped<UploadedFile>,
    made?: Reencoded,
  ): Promise<Space | Refusal> {
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
    const [src, srcSmall] = [await this.#keep(transaction, large), await this.#keep(transaction, small)];
    return { src, srcSmall, width: large.width, height: large.height };
  }

  async #keep(transaction: Transaction, { file, ...image }: MadeImage): Promise<string> {
    const digest = await digestOfFile(file);
    await this.files.keep(transaction, { path: file, digest, ...image });
    return digest;
  }
}
