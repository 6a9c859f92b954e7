import { h } from '../dom.js';
import { t } from '../language.js';

const checkFlags = ['late', 'while-paying', 'oversold', 'price-differs', 'reopened', 'paid-after-cancel'];
const saleFlags = [...checkFlags.slice(2), 'backdated', 'below-printed', 'late'];
const calm = ['reopened', 'backdated'];
const named = (flag) => flag.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

const tags = (flags, known, say) => known.filter((flag) => flags?.includes(flag))
  .map((flag) => h('span', { class: `tag ${calm.includes(flag) ? '' : 'warning'}`, 'data-flag': flag }, say(named(flag))));

/** What is unusual about a check, in words. */
export const checkFlagTags = (flags) => tags(flags, checkFlags, (name) => t(`checkFlag.${name}`));

/** What is unusual about a sale; `late` means something else here: it came after its day was closed. */
export const saleFlagTags = (flags) => tags(flags, saleFlags, (name) => (name === 'late' ? t('saleFlag.late') : t(`saleFlag.${name}`)));
