import { openTicket } from '@qingfeng/contracts/features/identity/endpoints.ts';
import type { Endpoint } from '@qingfeng/contracts/shared/endpoint.ts';
import { addressOf, call } from './call.ts';

/**
 * Downloads what an endpoint delivers as a file: a one-use ticket stands in the address instead of the token, so the
 * browser streams to disk and the address is worthless afterwards.
 */
export const download = async (
  endpoint: Pick<Endpoint, 'path'>,
  input: Parameters<typeof addressOf>[1] = {},
): Promise<void> => {
  const { url } = await call(openTicket, { body: { path: addressOf(endpoint, input) } });
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
};
