import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { OpenDataResolver, OutboxResolver, RefusalResolver, SafeHtmlScalar, UploadScalar } from '@hiroba/server';
import { components } from '../components.ts';
import { libraries } from '../libraries.ts';
import { DateTime } from './date-time.ts';

/** How the schema is made of our classes: instants are strict, and row classes are reached through interfaces only. */
export const buildSchemaOptions = {
  orphanedTypes: components.map(({ component }) => component) as unknown as Type[],
  scalarsMap: [{ type: Date, scalar: DateTime }],
};

const isResolver = (type: unknown): type is Type => typeof type === 'function' && Reflect.hasMetadata('graphql:resolver_type', type);

/** The published schema as text, without a database. */
export async function schemaText(): Promise<string> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  const providers = libraries.flatMap(({ module }) => (Reflect.getMetadata('providers', module) ?? []) as unknown[]);
  const resolvers = [RefusalResolver, OpenDataResolver, OutboxResolver, ...providers.filter(isResolver)];
  const schema = await app.get(GraphQLSchemaFactory).create(resolvers, [SafeHtmlScalar, UploadScalar], buildSchemaOptions);
  await app.close();
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
