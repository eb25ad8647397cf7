import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Scalar, type CustomScalar } from '@nestjs/graphql';

/** A file that came with a form; its name and type are only what the sender says. */
export interface UploadedFile {
  readonly name: string;
  readonly size: number;
  /** Where it lies on this machine while the request is answered, when it was read from the wire. */
  readonly path?: string;
  /** The SHA-256 of its bytes in hex, where it is known. */
  readonly digest?: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A file of a form that lies on disk; a form takes it like any other, and nothing of it is in memory. */
export class SpooledFile extends File implements UploadedFile {
  readonly #size: number;

  constructor(
    readonly path: string,
    name: string,
    size: number,
    readonly digest: string,
  ) {
    super([], name);
    this.#size = size;
  }

  override get size(): number {
    return this.#size;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(await readFile(this.path)).buffer;
  }

  override stream(): ReturnType<File['stream']> {
    return Readable.toWeb(createReadStream(this.path)) as ReturnType<File['stream']>;
  }
}

/** A file that was larger than anybody may send: its size is known, its bytes were let go while they came. */
export class OversizeFile extends File {
  readonly #size: number;

  constructor(name: string, size: number) {
    super([], name);
    this.#size = size;
  }

  override get size(): number {
    return this.#size;
  }
}

const isFile = (value: unknown): value is UploadedFile =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'size' in value &&
  'arrayBuffer' in value &&
  typeof value.arrayBuffer === 'function' &&
  typeof value.size === 'number' &&
  typeof value.name === 'string';

/** A file of a form, handed over inside this process; no JSON can be one. */
@Scalar('Upload')
export class UploadScalar implements CustomScalar<never, UploadedFile> {
  description = 'A file sent by a form of the site; JSON cannot carry one.';
  serialize = (): never => {
    throw new TypeError('Upload is never an output');
  };
  parseValue = (value: unknown): UploadedFile => {
    if (isFile(value)) return value;
    throw new TypeError('Upload is a file of a form');
  };
  parseLiteral = (): never => {
    throw new TypeError('Upload is a file of a form');
  };
}

/** A megabyte, as limits count it. */
export const megabyte = 1024 * 1024;

/** How large a file may be, in megabytes: anybody's, and that of somebody who works for the city. */
export const mostMegabytes = { participant: 10, staff: 50 } as const;

/** Whether a file is larger than so many megabytes. */
export const isTooLarge = ({ size }: Pick<UploadedFile, 'size'>, megabytes: number): boolean =>
  size > megabytes * megabyte;
