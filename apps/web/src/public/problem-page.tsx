import { SearchBox } from './search-box.tsx';
import type { View } from './view.ts';

export const ProblemPage = ({ view, kind }: { view: View; kind: 'missing' | 'failed' }) => (
  <section className="hero">
    <h1>{view.say(kind)}</h1>
    <p>{view.say(`${kind}Note`)}</p>
    {kind === 'missing' && <SearchBox view={view} />}
  </section>
);
