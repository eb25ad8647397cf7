import { Scalar, type CustomScalar } from '@nestjs/graphql';

/** A file that came with a form; its name and type are only what the sender says. */
export interface UploadedFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
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

const MEGABYTE = 1024 * 1024;

/** How large a picture may be, in megabytes. */
export const mostMegabytes = 10;

/** Whether a file is larger than a picture may be. */
export const isTooLarge = ({ size }: Pick<UploadedFile, 'size'>): boolean => size > mostMegabytes * MEGABYTE;
