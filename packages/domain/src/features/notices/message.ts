import type { OuterChannel } from './delivery.ts';

export type Message = { readonly subject: string; readonly text: string };

/**
 * What leaves the platform: that something waits, and nothing else (FS-11). No name, number, level or kind of matter, and the same
 * words for everyone, so that not even having got a message tells what it is about.
 */
export const messageFor = (channel: OuterChannel, officeUrl: string): Message => ({
  subject: '您有新的事项待办理',
  text:
    channel === 'SMS'
      ? '【清风】您有新的事项待办理，请登录平台查看。'
      : `您有新的事项待办理，请登录平台查看：\n\n${officeUrl}\n\n本邮件由平台自动发出，请勿回复。`,
});
