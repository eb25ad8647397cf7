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
  type UploadedFile,
} from '@hiroba/server';
import { leastLogoWidth, logoRefusal, logoWidth, setLogo } from '../domain/logo.ts';
import { OrganisationDirectory } from './organisation-directory.ts';
import { Organisation } from './organisation.entity.ts';
import { heldCity } from './writing.ts';

/** A sent logo in the form that is kept, or why it is none. */
function reencoded(found: LookedInto | { readonly problem: InspectionProblem }): MadeImage | Refusal {
  if ('problem' in found) return new Refusal(found.problem, 'logo');
  const [image] = found.shape === 'IMAGE' ? found.images : [];
  if (!image) return new Refusal('KIND_NOT_ALLOWED', 'logo');
  return image.width < leastLogoWidth ? new Refusal('TOO_SMALL', 'logo', { min: leastLogoWidth }) : image;
}

/** The logos of cities: looked into and made anew before anything is locked, decided on like every change. */
@Injectable()
export class LogoService {
  constructor(
    private readonly commands: Commands,
    private readonly directory: OrganisationDirectory,
    private readonly files: StoredFiles,
    private readonly uploads: Uploads,
  ) {}

  /** Gives a city its logo. */
  async set(caller: Caller, file: UploadedFile | undefined, rev: number): Promise<Organisation | Refusal> {
    const organisation = await this.directory.byId(caller.organisationId);
    if (!organisation) return new Refusal('NOT_FOUND');
    // What memory knows may be some seconds old: whether somebody else was faster is asked under the lock.
    const early = logoRefusal({ viewer: caller, now: new Date() }, organisation, organisation.rev);
    if (early) return early;
    if (!file) return new Refusal('EMPTY', 'logo');
    if (isTooLarge(file, mostMegabytes.participant))
      return new Refusal('TOO_LARGE', 'logo', { max: mostMegabytes.participant });
    return this.uploads.look(file, { audience: 'staff', widths: [logoWidth] }, async (found) => {
      const made = reencoded(found);
      return made instanceof Refusal ? made : this.#decide(caller, rev, made);
    });
  }

  /** Takes the logo of a city away; its file goes with the next sweep. */
  remove(caller: Caller, rev: number): Promise<Organisation | Refusal> {
    return this.#decide(caller, rev, null);
  }

  async #decide(caller: Caller, rev: number, made: MadeImage | null): Promise<Organisation | Refusal> {
    const decided = await this.commands.once(Organisation, caller, async (transaction) => {
      const organisation = await heldCity(transaction);
      if (!organisation) return new Refusal('NOT_FOUND');
      const at = { viewer: caller, now: await transaction.now() };
      const refusal = logoRefusal(at, organisation, rev);
      if (refusal) return refusal;
      const src = made && (await digestOfFile(made.file));
      const logo = made && src ? { src, width: made.width, height: made.height } : null;
      const decision = setLogo(at, organisation, logo, rev);
      if (decision instanceof Refusal) return decision;
      if (made && src) {
        const { file, ...image } = made;
        await this.files.keep(transaction, { path: file, digest: src, ...image });
      }
      return transaction.write(organisation, decision, at);
    });
    this.directory.forget();
    return decided;
  }
}
