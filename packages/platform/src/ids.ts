import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A new id: uuidv7, so ids made later in this process sort later. */
export const newId = (): string => v7();

/** 256 random bits as text, for tokens and tickets; tables keep only its hash. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
