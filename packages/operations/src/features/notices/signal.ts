/** The database channel on which open pages hear of their notices; the payload is the account. */
export const NOTICE_SIGNAL = 'notice';
