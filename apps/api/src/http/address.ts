import type { Request } from 'express';

/** From where a request comes, an IPv4 address as people write it also where the socket speaks IPv6. */
export const addressOf = ({ ip = '' }: Pick<Request, 'ip'>): string => ip.replace(/^::ffff:(?=\d+\.)/, '');
