import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startText } from '../text/i18n.ts';
import { applyPreferences } from '../ui/preferences.ts';
import '../ui/ui.css';
import '../pages/pages.css';
import '../pages/warnings.css';
import { Office } from './office.tsx';

const place = document.getElementById('office');
if (place === null) throw new Error('index.html has no place for the office');

await startText();
await applyPreferences();
createRoot(place).render(
  <StrictMode>
    <Office />
  </StrictMode>,
);
// The last family in `--sans`: 4 MB of glyphs in slices, of which a browser with a Chinese font of its own loads none.
window.addEventListener('load', () => void import('../ui/last-resort-font.ts'));
