import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Link } from 'react-router';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { useMarkRead } from './queries.ts';
import type { Notice } from './queries.ts';

/** Notices one under the other, the unread with a dot; opening one reads it. */
export const NoticeLines = ({ notices, today }: { notices: readonly Notice[]; today: LocalDate }) => {
  const { t } = useText();
  const wording = useWording();
  const format = useFormat();
  const markRead = useMarkRead();
  return (
    <ul className="panel-list">
      {notices.map(({ id, at, type, title, from, href, readAt }) => (
        <li key={id} className={readAt === null ? 'unread-line' : undefined}>
          <Link
            to={href}
            onClick={() => {
              if (readAt === null) markRead.mutate([id]);
            }}
          >
            {readAt === null && <span className="sr-only">{t('notices:unread')}</span>}
            {title}
          </Link>
          <div className="caption">
            {[wording('notices', `type.${type}`), format.moment(at, today), from]
              .filter((part) => part !== null)
              .join(' · ')}
          </div>
        </li>
      ))}
    </ul>
  );
};
