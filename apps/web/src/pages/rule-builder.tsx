import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from 'react-router';
import type { Json } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import type { RuleCase } from '@qingfeng/domain/features/rules/cases.ts';
import { BLANK_RULE, RuleBuilder } from '../features/rules/builder/rule-builder.tsx';
import { ruleQuery } from '../features/rules/queries.ts';
import { versionQuery } from '../features/rules/version-queries.ts';
import type { RuleVersion } from '../features/rules/version-queries.ts';
import { useText } from '../text/use-text.ts';
import { Loaded } from '../ui/page-states.tsx';

/** A rule is written here: from nothing, from the newest version of one, or from a draft. */
export const Page = () => {
  const { code, id } = useParams();
  const { key } = useLocation();
  if (id !== undefined) return <OfDraft key={id} id={id} />;
  return code === undefined ? <OfNothing key={key} /> : <OfRule key={code} code={code} />;
};

const OfNothing = () => {
  const { t } = useText();
  return (
    <RuleBuilder
      drafted={{ of: 'new' }}
      begun={{ definition: BLANK_RULE, cases: [], reason: '' }}
      title={t('builder:title.new')}
    />
  );
};

const saidBy = ({ definition, cases }: RuleVersion) => ({
  definition: definition as Json,
  cases: cases.map(({ result: _result, ...one }): RuleCase => one),
});

const OfRule = ({ code }: { code: string }) => {
  const { t } = useText();
  const rule = useQuery(ruleQuery(code));
  const newest = rule.data?.versions[0]?.id;
  const version = useQuery({ ...versionQuery(newest ?? ''), enabled: newest !== undefined });
  return (
    <Loaded result={rule}>
      {({ version: read, name }) => (
        <Loaded result={version}>
          {(one) => (
            <RuleBuilder
              drafted={{ of: 'version', code, version: read }}
              begun={{ ...saidBy(one), reason: '' }}
              title={`${t('builder:title.version')} · ${name}`}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
};

const OfDraft = ({ id }: { id: string }) => {
  const { t } = useText();
  return (
    <Loaded result={useQuery(versionQuery(id))}>
      {(version) => (
        <RuleBuilder
          drafted={{ of: 'draft', id, version: version.version }}
          begun={{ ...saidBy(version), reason: version.reason ?? '' }}
          title={`${t('builder:title.draft')} · ${version.ruleName}`}
        />
      )}
    </Loaded>
  );
};
