import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** From a fast look-up to what a person would call hanging. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What one process measures. Labels are names from the code (a route, a job, a code), never ids or anything a person wrote:
 * each new value is a new series for ever.
 */
export const createMetrics = (service: 'api' | 'worker') => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, prefix: 'qingfeng_' });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'qingfeng_http_request_seconds',
      help: 'Requests answered, by endpoint and status',
      labelNames: ['endpoint', 'status'] as const,
      buckets: SECONDS,
      registers,
    }),
    jobs: new Histogram({
      name: 'qingfeng_job_seconds',
      help: 'Jobs run, by task and outcome',
      labelNames: ['task', 'outcome'] as const,
      buckets: SECONDS,
      registers,
    }),
    queued: new Gauge({
      name: 'qingfeng_jobs_queued',
      help: 'Jobs waiting, by task',
      labelNames: ['task'] as const,
      registers,
    }),
    messages: new Counter({
      name: 'qingfeng_messages_total',
      help: 'Mails and SMS handed on, by channel and outcome',
      labelNames: ['channel', 'outcome'] as const,
      registers,
    }),
  };
};

export type Metrics = ReturnType<typeof createMetrics>;

/** Serves `/metrics` on a port of its own, which is for the internal network only. Resolves when it listens. */
export const serveMetrics = (
  { registry }: Pick<Metrics, 'registry'>,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      void registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
