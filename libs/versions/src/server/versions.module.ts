import { Module } from '@nestjs/common';
import { VersionReads } from './version.reads.ts';

/** Reads versions for the libraries that have them. */
@Module({ providers: [VersionReads], exports: [VersionReads] })
export class VersionsModule {}
