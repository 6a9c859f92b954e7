import { money, t } from '../language.js';
import { issuerName } from '../rules/refund.js';

/** How money goes back, in words: `현금 5,000원, 신한카드 취소 6,000원`. */
export function backWords(parts) {
  return parts.map(({ tender, amount }) => {
    const issuer = tender.method === 'card' && issuerName(tender);
    return issuer ? t('refundBack.issuer', { issuer, amount: money(amount) }) : t(`refundBack.${tender.method}`, { amount: money(amount) });
  }).join(', ');
}

/** What went back, joined with the sale's own tenders when they are known. */
export const refundParts = (sale, refund) => refund.tenders.map(({ tenderId, method, amount }) => ({
  tender: (sale?.tenders ?? []).find((tender) => tender.id === tenderId) ?? { method }, amount
}));

export const hasCard = (parts) => parts.some(({ tender }) => tender.method === 'card');
