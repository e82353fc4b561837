import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CipherProvider } from './crypto.ts';
import { AES_256_GCM, Unsealable, openVault, pepperPassword } from './crypto.ts';

const keyOf = (id: string) => ({ id, key: randomBytes(32) });
const [old, fresh] = [keyOf('2025'), keyOf('2026')];
const indexKey = randomBytes(32);
const vault = openVault({ dataKeys: [old], indexKey });
const PLACE = 'person.phone:7';

describe('vault', () => {
  it('opens what it sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'grapheme' }), (bytes, place) => {
        expect(vault.open(vault.seal(bytes, place), place).equals(bytes)).toBe(true);
      }),
    );
    expect(vault.open(vault.seal('闻知竹', PLACE), PLACE).toString()).toBe('闻知竹');
  });

  it('seals equal values differently', () => {
    expect(vault.seal('13812345678', PLACE)).not.toBe(vault.seal('13812345678', PLACE));
  });

  it('does not open a value in another place', () => {
    expect(() => vault.open(vault.seal('x', PLACE), 'person.phone:8')).toThrow(Unsealable);
  });

  it('does not open a value of which any bit was changed', () => {
    const parts = vault.seal('清河县', PLACE).split('.');
    for (const part of [3, 4]) {
      const bytes = Buffer.from(parts[part] ?? '', 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)));
        const changed = parts.with(part, flipped.toString('base64url')).join('.');
        expect(() => vault.open(changed, PLACE)).toThrow(Unsealable);
      }
    }
  });

  it.each(['', 'q1', 'q1.aes256gcm.2025.AA.AA', 'plain text', 'q2.aes256gcm.2025.AA.AA'])('refuses %j', (text) => {
    expect(() => vault.open(text, PLACE)).toThrow(Unsealable);
  });
});

describe('rotation of keys', () => {
  const both = openVault({ dataKeys: [fresh, old], indexKey });
  const after = openVault({ dataKeys: [fresh], indexKey });
  const sealed = vault.seal('13812345678', PLACE);

  it('goes on opening values under the old key until they are encrypted anew', () => {
    expect(both.open(sealed, PLACE).toString()).toBe('13812345678');
    expect(() => after.open(sealed, PLACE)).toThrow('no key 2025');
  });

  it('moves a value to the new key without touching what is under its own', () => {
    const moved = both.reencrypt(sealed, PLACE);
    expect(after.open(moved, PLACE).toString()).toBe('13812345678');
    expect(moved.split('.').at(-1)).toBe(sealed.split('.').at(-1));
    expect(both.reencrypt(moved, PLACE)).toBe(moved);
  });

  it('refuses to move a value that stands in the wrong place', () => {
    expect(() => both.reencrypt(sealed, 'person.phone:8')).toThrow(Unsealable);
  });
});

describe('another provider', () => {
  const tagOf = (key: Buffer, iv: Buffer, body: Buffer, context: Buffer): Buffer =>
    createHmac('sm3', key).update(iv).update(body).update(context).digest();
  /** The national algorithms as this Node has them: SM4 in counter mode, authenticated by HMAC-SM3. */
  const sm4: CipherProvider = {
    id: 'sm4sm3',
    keyBytes: 32,
    encrypt: (key, plain, context) => {
      const iv = randomBytes(16);
      const cipher = createCipheriv('sm4-ctr', key.subarray(0, 16), iv);
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, tagOf(key.subarray(16), iv, body, context), body]);
    },
    decrypt: (key, sealed, context) => {
      const [iv, tag, body] = [sealed.subarray(0, 16), sealed.subarray(16, 48), sealed.subarray(48)];
      if (!timingSafeEqual(tag, tagOf(key.subarray(16), iv, body, context))) throw new Error('wrong tag');
      const decipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), iv);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    },
    mac: (key, message) => createHmac('sm3', key).update(message).digest(),
  };

  it('seals from now on, opens the values of the one before, and takes them over', () => {
    const before = vault.seal('13812345678', PLACE);
    const national = openVault({ dataKeys: [old], indexKey }, [sm4, AES_256_GCM]);
    const moved = national.reencrypt(before, PLACE);
    const alone = openVault({ dataKeys: [old], indexKey }, [sm4]);
    expect(national.open(before, PLACE).toString()).toBe('13812345678');
    expect(alone.open(moved, PLACE).toString()).toBe('13812345678');
    expect(() => alone.open(before, PLACE)).toThrow('no provider aes256gcm');
  });
});

describe('blind index', () => {
  it('is equal for equal values of one column, and for nothing else', () => {
    const index = vault.blindIndex('13812345678', 'person.phone');
    expect(vault.blindIndex(' １３８12345678', 'person.phone')).toBe(index);
    expect(vault.blindIndex('13812345679', 'person.phone')).not.toBe(index);
    expect(vault.blindIndex('13812345678', 'report.phone')).not.toBe(index);
    expect(
      openVault({ dataKeys: [old], indexKey: randomBytes(32) }).blindIndex('13812345678', 'person.phone'),
    ).not.toBe(index);
  });

  it('does not change when keys are rotated', () => {
    const rotated = openVault({ dataKeys: [fresh, old], indexKey });
    expect(rotated.blindIndex('13812345678', 'person.phone')).toBe(vault.blindIndex('13812345678', 'person.phone'));
  });
});

describe('peppered password', () => {
  const pepper = randomBytes(32);
  it('depends on the last of thirty Chinese characters and fits what bcrypt reads', () => {
    const thirty = '清'.repeat(29);
    const [one, two] = [pepperPassword(`${thirty}风`, pepper), pepperPassword(`${thirty}水`, pepper)];
    expect(one).not.toBe(two);
    expect(Buffer.byteLength(one)).toBe(64);
  });

  it('is the same for the two ways to write one character, another under another pepper', () => {
    expect(pepperPassword('é', pepper)).toBe(pepperPassword('e\u0301', pepper));
    expect(pepperPassword('é', pepper)).not.toBe(pepperPassword('é', randomBytes(32)));
  });
});
