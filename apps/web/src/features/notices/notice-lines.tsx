import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { useMarkRead } from './queries.ts';
import type { Notice } from './queries.ts';

/** Notices one under the other, the unread with a dot; opening one reads it. */
export const NoticeLines = ({ notices, today }: { notices: readonly Notice[]; today: LocalDate }) => {
  const { t } = useText();
  const format = useFormat();
  const words = useNoticeWords();
  return (
    <ul className="panel-list">
      {notices.map((notice) => (
        <li key={notice.id} className={notice.readAt === null ? 'unread-line' : undefined}>
          <Opened notice={notice}>
            {notice.readAt === null && <span className="sr-only">{t('notices:unread')}</span>}
            {words(notice.type)}
          </Opened>
          <div className="caption">
            {[notice.urgent ? t('notices:urgent') : null, notice.title, format.moment(notice.at, today)]
              .filter((part) => part !== null)
              .join(' · ')}
          </div>
        </li>
      ))}
    </ul>
  );
};

/** A notice is either of something that happened or of an act that waits; the acts have their phrases with the tasks. */
const useNoticeWords = (): ((type: string) => string) => {
  const { t } = useText();
  const wording = useWording();
  return (type) =>
    i18next.exists(`notices:type.${type}`)
      ? wording('notices', `type.${type}`)
      : t('notices:waits', { act: wording('things', `act.${type}`) });
};

/** A line that leads to its thing, or, where its reader may not go there, only to having been read. */
const Opened = ({ notice: { id, href, readAt }, children }: { notice: Notice; children: ReactNode }) => {
  const markRead = useMarkRead();
  const read = (): void => {
    if (readAt === null) markRead.mutate([id]);
  };
  if (href === null)
    return (
      <button type="button" className="link-button" onClick={read}>
        {children}
      </button>
    );
  return (
    <Link to={href} onClick={read}>
      {children}
    </Link>
  );
};
