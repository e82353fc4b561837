import { v7 } from 'uuid';

/** A new id: uuidv7, so ids made later in this process sort later. */
export const newId = (): string => v7();
