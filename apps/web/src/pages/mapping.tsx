import { getFeedTemplate } from '@qingfeng/contracts/features/sources/mapping.ts';
import type { MappingStep } from '@qingfeng/domain/features/sources/mapping-life.ts';
import { MAPPING_STEP_NAMES } from '@qingfeng/domain/features/sources/mapping-life.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { MappingInWords } from '../features/sources/mapping/mapping-in-words.tsx';
import type { Mappings, MappingVersion } from '../features/sources/mapping/mapping-queries.ts';
import { inForceIn, mappingsQuery, openIn } from '../features/sources/mapping/mapping-queries.ts';
import { useMappingWords } from '../features/sources/mapping/mapping-words.ts';
import { MappingStepDialog } from '../features/sources/mapping/step-dialog.tsx';
import { MappingState, VersionsPanel } from '../features/sources/mapping/versions-panel.tsx';
import { feedQuery } from '../features/sources/queries.ts';
import type { Feed } from '../features/sources/queries.ts';
import { useSourceWords } from '../features/sources/source-words.ts';
import { download } from '../http/download.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { Note, Panel } from '../ui/panel.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import type { StepButton } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';
import './sources.css';

/** How a source's columns become our fields: the version asked for, else the one on its way, else the one in force; and all versions. */
export const Page = () => {
  const { id = '' } = useParams();
  const mappings = useQuery(mappingsQuery(id));
  return (
    <Loaded result={useQuery(feedQuery(id))}>
      {(feed) => <Loaded result={mappings}>{(read) => <MappingPage feed={feed} mappings={read} />}</Loaded>}
    </Loaded>
  );
};

const shownOf = (mappings: Mappings, asked: string | null): MappingVersion | undefined =>
  asked === null
    ? (openIn(mappings) ?? inForceIn(mappings))
    : mappings.versions.find(({ number }) => String(number) === asked);

const MappingPage = ({ feed, mappings }: { feed: Feed; mappings: Mappings }) => {
  const { t } = useText();
  const navigate = useNavigate();
  const { timelineOf } = useSourceWords();
  const { fieldsOf } = useMappingWords();
  const [params] = useSearchParams();
  const [taking, setTaking] = useState<MappingStep | null>(null);
  const version = shownOf(mappings, params.get('version'));
  const isOpen = version?.state === 'DRAFT' || version?.state === 'PROPOSED';
  const from = version === undefined || isOpen ? '' : `?from=${String(version.number)}`;
  const steps: StepButton[] = [
    ...(version?.openSteps ?? []).flatMap(({ step: word, primary, why }): StepButton[] => {
      const step = MAPPING_STEP_NAMES.find((each) => each === word);
      if (step === undefined) return [];
      return [
        {
          step,
          label: step === 'submit' && version?.changed.length === 0 ? t('mapping:enforce') : t(`mapping:step.${step}`),
          primary,
          danger: step === 'refuse' || step === 'discard',
          why: why === null ? null : wording('refusals', why),
          run: () => setTaking(step),
        },
      ];
    }),
    ...(mappings.mayDraft && openIn(mappings)?.state !== 'PROPOSED'
      ? [
          {
            step: 'edit',
            label: t('mapping:edit'),
            primary: !isOpen,
            shortcut: 'e',
            run: () => void navigate(`/sources/${feed.id}/mapping/draft${from}`),
          },
        ]
      : []),
    {
      step: 'template',
      label: t('mapping:template'),
      run: () => void download(getFeedTemplate, { params: { id: feed.id } }),
    },
  ];
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/sources">{t('sources:title')}</Link> / <Link to={`/sources/${feed.id}`}>{feed.code}</Link>
        </>
      }
      title={t('mapping:editOf', { name: feed.name })}
      subtitle={version === undefined ? undefined : t('mapping:version', { number: version.number })}
      state={version === undefined ? undefined : <MappingState state={version.state} />}
      steps={steps}
      timeline={<Timeline items={timelineOf(feed.timeline.filter(({ type }) => type.startsWith('feed.mapping-')))} />}
    >
      {version === undefined ? (
        <Panel title={t('mapping:title')} flush>
          <Empty title={t('mapping:none')} note={t('mapping:versions.emptyNote')} />
        </Panel>
      ) : (
        <>
          {version.decision !== null && <Note>{t('mapping:because', { reason: version.decision })}</Note>}
          {isOpen && (
            <Note>
              {version.changed.length === 0
                ? t('mapping:changesNothing')
                : t('mapping:changes', { fields: fieldsOf(feed.kind, version.changed) })}
            </Note>
          )}
          {version.faults.map(({ field, fault }) => (
            <p key={`${field} ${fault}`} className="preview-fault">
              ✕ {fieldsOf(feed.kind, [field])} {t(`mapping:fault.${fault}`)}
            </p>
          ))}
          <Panel
            title={t('mapping:fieldsOf', { number: version.number })}
            note={`${t('mapping:undated')}：${t(`mapping:undated.${version.mapping.undated}`)}`}
            flush
          >
            <MappingInWords kind={feed.kind} version={version} />
          </Panel>
        </>
      )}
      <VersionsPanel feedId={feed.id} versions={mappings.versions} />
      {taking !== null && version !== undefined && (
        <MappingStepDialog
          feedId={feed.id}
          kind={feed.kind}
          version={version}
          step={taking}
          onClose={() => setTaking(null)}
        />
      )}
    </ThingPage>
  );
};
