/** The page's beginning. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/App.tsx';
import { call } from './api.ts';
import { startLanguages } from './i18n/languages.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';

// Schemas are not compiled to code at run time: the content policy forbids it.
z.config({ jitless: true });

const settings = await call('desktop.settings', {});
await startLanguages(settings.ok ? settings.value.language : undefined);
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(<StrictMode><App /></StrictMode>);
