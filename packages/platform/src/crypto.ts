import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { DataKey } from './config.ts';

/**
 * The primitives behind the vault. One is built in; an office that must use the national algorithms (SM4, SM3; keys in a
 * cryptographic machine) gives its own. The id travels with everything sealed, so both can be read while one replaces the other.
 */
export type CipherProvider = {
  readonly id: string;
  readonly keyBytes: number;
  /** Authenticated: whatever `decrypt` returns was encrypted under the same key and context. */
  readonly encrypt: (key: Buffer, plain: Buffer, context: Buffer) => Buffer;
  readonly decrypt: (key: Buffer, sealed: Buffer, context: Buffer) => Buffer;
  readonly mac: (key: Buffer, message: Buffer) => Buffer;
};

const IV_BYTES = 12;
const TAG_BYTES = 16;

export const AES_256_GCM: CipherProvider = {
  id: 'aes256gcm',
  keyBytes: 32,
  encrypt: (key, plain, context) => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(context);
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  decrypt: (key, sealed, context) => {
    const tag = sealed.subarray(sealed.length - TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(context).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  },
  mac: (key, message) => createHmac('sha256', key).update(message).digest(),
};

/** A sealed value that cannot be opened: damaged, moved to another place, or its key is gone. */
export class Unsealable extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(`a sealed value cannot be opened: ${why}`, options);
    this.name = 'Unsealable';
  }
}

export type Vault = {
  /**
   * Encrypts under a key of its own, which is encrypted under the active key. `context` says where the value belongs
   * (`account.phone:<id>`): moved elsewhere, it does not open.
   */
  readonly seal: (plain: string | Uint8Array, context: string) => string;
  readonly open: (sealed: string, context: string) => Buffer;
  /** The same value under the active key; only its own key is encrypted anew. Unchanged when it stands under that key already. */
  readonly reencrypt: (sealed: string, context: string) => string;
  /** Finds equal values without opening any. `purpose` (table.column) keeps the indexes of two columns incomparable. */
  readonly blindIndex: (value: string, purpose: string) => string;
};

type Sealed = {
  readonly provider: CipherProvider;
  readonly keyId: string;
  readonly dataKey: Buffer;
  readonly body: Buffer;
};

const FORMAT = 'q1';
const write = ({ provider, keyId, dataKey, body }: Sealed): string =>
  [FORMAT, provider.id, keyId, dataKey.toString('base64url'), body.toString('base64url')].join('.');

/**
 * Opens the vault of personal fields. The first key and the first provider seal; all of them open, so a key is retired by
 * putting a new one before it, running `reencrypt` over the rows, and taking the old one out.
 */
export const openVault = (
  { dataKeys, indexKey }: { readonly dataKeys: readonly DataKey[]; readonly indexKey: Buffer },
  providers: readonly CipherProvider[] = [AES_256_GCM],
): Vault => {
  const [active] = dataKeys;
  const [provider] = providers;
  if (!active || !provider) throw new Error('a vault needs a key and a provider');

  const read = (sealed: string): Sealed => {
    const [format, providerId, keyId = '', dataKey = '', body = ''] = sealed.split('.');
    if (format !== FORMAT) throw new Unsealable('it has another format');
    const found = providers.find(({ id }) => id === providerId);
    if (!found) throw new Unsealable(`there is no provider ${String(providerId)}`);
    return {
      provider: found,
      keyId,
      dataKey: Buffer.from(dataKey, 'base64url'),
      body: Buffer.from(body, 'base64url'),
    };
  };
  const decrypt = (cipher: CipherProvider, key: Buffer, sealed: Buffer, context: Buffer): Buffer => {
    try {
      return cipher.decrypt(key, sealed, context);
    } catch (cause) {
      throw new Unsealable('it is damaged or belongs elsewhere', { cause });
    }
  };
  const dataKeyOf = ({ provider: cipher, keyId, dataKey }: Sealed, place: Buffer): Buffer => {
    const master = dataKeys.find(({ id }) => id === keyId);
    if (!master) throw new Unsealable(`there is no key ${keyId}`);
    return decrypt(cipher, master.key, dataKey, place);
  };

  return {
    seal: (plain, context) => {
      const place = Buffer.from(context);
      const dataKey = randomBytes(provider.keyBytes);
      return write({
        provider,
        keyId: active.id,
        dataKey: provider.encrypt(active.key, dataKey, place),
        body: provider.encrypt(dataKey, Buffer.from(plain), place),
      });
    },
    open: (sealed, context) => {
      const place = Buffer.from(context);
      const parts = read(sealed);
      return decrypt(parts.provider, dataKeyOf(parts, place), parts.body, place);
    },
    reencrypt: (sealed, context) => {
      const place = Buffer.from(context);
      const parts = read(sealed);
      if (parts.keyId === active.id && parts.provider.id === provider.id) return sealed;
      const dataKey = dataKeyOf(parts, place);
      if (parts.provider.id === provider.id)
        return write({ ...parts, keyId: active.id, dataKey: provider.encrypt(active.key, dataKey, place) });
      const fresh = randomBytes(provider.keyBytes);
      return write({
        provider,
        keyId: active.id,
        dataKey: provider.encrypt(active.key, fresh, place),
        body: provider.encrypt(fresh, decrypt(parts.provider, dataKey, parts.body, place), place),
      });
    },
    blindIndex: (value, purpose) =>
      provider.mac(indexKey, Buffer.from(`${purpose}\0${value.normalize('NFKC').trim()}`)).toString('base64url'),
  };
};

/**
 * What goes to bcrypt instead of the password: 64 characters that depend on all of it and on the pepper. bcrypt alone would
 * stop at 72 bytes, the 24th Chinese character.
 */
export const pepperPassword = (password: string, pepper: Buffer): string =>
  createHmac('sha384', pepper).update(password.normalize('NFKC')).digest('base64');
