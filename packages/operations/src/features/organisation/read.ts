/** Where a phone belongs, so that a sealed one does not open on another person. */
export const phoneContext = (personId: string): string => `person.phone:${personId}`;
/** The same of an address for mail. */
export const emailContext = (personId: string): string => `person.email:${personId}`;
/** Purpose of the blind index over phones. */
export const PHONE_INDEX = 'person.phone';
