import type { Endpoint } from '@qingfeng/contracts/shared/endpoint.ts';
import { problem } from '@qingfeng/contracts/shared/wire.ts';
import { z } from 'zod';

const jsonSchema = (shape: z.ZodType, io: 'input' | 'output'): Record<string, unknown> => {
  const { $schema: _schema, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return schema;
};

type Property = { readonly properties?: Record<string, unknown>; readonly required?: readonly string[] };

const parameters = (shape: z.ZodType, where: 'path' | 'query'): unknown[] => {
  const { properties = {}, required = [] } = jsonSchema(shape, 'input') as Property;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }));
};

const operation = (endpoint: Endpoint): Record<string, unknown> => ({
  operationId: endpoint.name,
  summary: endpoint.summary,
  tags: [endpoint.path.split('/')[3] ?? 'api'],
  'x-access': endpoint.access,
  'x-audience': endpoint.audience,
  ...(endpoint.access === 'anyone' ? { security: [] } : {}),
  parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
  ...(endpoint.method === 'GET'
    ? {}
    : {
        requestBody: endpoint.upload
          ? { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
          : { content: { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } } },
      }),
  responses: {
    200: {
      description: 'done',
      content:
        endpoint.delivers === 'json' || endpoint.delivers === 'nothing'
          ? { 'application/json': { schema: jsonSchema(endpoint.response, 'output') } }
          : { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    default: {
      description: 'a problem (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
});

/** OpenAPI 3.1 of the given endpoints, made from the same declarations that the routes and the client use. */
export const openApi = (endpoints: readonly Endpoint[]): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Qingfeng 清风', version: '1' },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: jsonSchema(problem, 'output') },
    },
  };
};
