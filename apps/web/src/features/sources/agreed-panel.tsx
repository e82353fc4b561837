import { sendRecords } from '@qingfeng/contracts/features/sources/endpoints.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { KeyValues, Panel } from '../../ui/panel.tsx';
import type { Feed } from './queries.ts';
import { useSourceWords } from './source-words.ts';

/** The data contract: what for, on what ground, which fields, how often; and how a system sends rows. */
export const AgreedPanel = ({ feed }: { feed: Feed }) => {
  const { t } = useText();
  const format = useFormat();
  const { fieldOf, today } = useSourceWords();
  const dayOr = (day: Feed['agreedFrom']): string => (day === null ? t('sources:agreed.open') : format.day(day, today));
  const byAt = (who: string | null, at: Feed['registeredAt']): string =>
    [format.moment(at, today), ...(who === null ? [] : [who])].join(' · ');
  return (
    <Panel title={t('sources:agreed.title')} note={t(`sources:contract.state.${feed.contractState}`)}>
      <KeyValues
        facts={[
          { label: t('sources:column.kind'), value: t(`sources:kind.${feed.kind}`) },
          { label: t('sources:column.format'), value: t(`sources:format.${feed.format}`) },
          { label: t('sources:agreed.provider'), value: feed.provider },
          { label: t('sources:agreed.purpose'), value: feed.purpose },
          { label: t('sources:agreed.basis'), value: feed.legalBasis },
          { label: t('sources:agreed.rhythm'), value: t('sources:every', { days: feed.everyDays }) },
          {
            label: t('sources:agreed.fields'),
            value:
              feed.allowedFields.length === 0
                ? t('sources:agreed.allFields')
                : feed.allowedFields.map((name) => fieldOf(feed.kind, name)).join('、'),
          },
          {
            label: t('sources:agreed.period'),
            value:
              feed.agreedFrom === null && feed.agreedUntil === null
                ? t('sources:agreed.always')
                : t('sources:agreed.between', { from: dayOr(feed.agreedFrom), until: dayOr(feed.agreedUntil) }),
          },
          ...(feed.agreementRef === '' ? [] : [{ label: t('sources:agreed.ref'), value: feed.agreementRef }]),
          {
            label: t('sources:agreed.retention'),
            value:
              feed.retentionMonths === null
                ? t('sources:agreed.kindRetention')
                : t('sources:agreed.months', { months: feed.retentionMonths }),
          },
          ...(feed.contract.at === null
            ? []
            : [{ label: t('sources:contract.by'), value: byAt(feed.contract.by, feed.contract.at) }]),
          ...(feed.contract.decidedAt === null
            ? []
            : [
                { label: t('sources:contract.decided'), value: byAt(feed.contract.decidedBy, feed.contract.decidedAt) },
              ]),
          { label: t('sources:agreed.registered'), value: format.moment(feed.registeredAt, today) },
          {
            label: t('sources:api.title'),
            value: (
              <>
                <code>{`${sendRecords.method} ${sendRecords.path.replace(':id', feed.id)}`}</code>
                <p className="caption">{t('sources:api.note')}</p>
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
};
