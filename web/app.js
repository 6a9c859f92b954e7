import './elements/app-shell.js';
import { followLink } from './router.js';
import { setTheme, theme } from './language.js';

document.addEventListener('click', followLink);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => theme() === 'auto' && setTheme('auto'));
