import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createMetrics, serveMetrics } from './metrics.ts';

it('serves what a process measured, and nothing else', async () => {
  const metrics = createMetrics('api');
  metrics.requests.observe({ endpoint: 'listWarnings', status: '200' }, 0.03);
  const server = await serveMetrics(metrics, { port: 0, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toContain('qingfeng_http_request_seconds_count{service="api",endpoint="listWarnings",status="200"} 1');
  expect(text).toContain('qingfeng_process_resident_memory_bytes');
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
});

it('says when the port is taken', async () => {
  const server = await serveMetrics(createMetrics('api'), { port: 0, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await expect(serveMetrics(createMetrics('worker'), { port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE');
});
