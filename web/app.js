import './elements/app-shell.js';
import { onRightMissing } from './api.js';
import { followLink } from './router.js';
import { setTheme, theme } from './language.js';
import { mayBorrow } from './rules/approval.js';
import { shop } from './shop.js';

document.addEventListener('click', followLink);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => theme() === 'auto' && setTheme('auto'));
onRightMissing(async (right) => (mayBorrow(shop.session) ? (await import('./elements/approval-sheet.js')).askApproval(right) : undefined));
