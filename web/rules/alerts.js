/** Where somebody sees what an alert is about: the sale, the drawer's shift, or the order. */
export function alertLink({ saleId, shiftId, orderId }) {
  if (saleId) return `/orders/sale/${saleId}`;
  if (shiftId) return `/shift/past/${shiftId}`;
  return orderId ? `/orders/order/${orderId}` : null;
}

const keys = ['from', 'to', 'method', 'item', 'category', 'option', 'hour', 'staff', 'table', 'channel'];

/** What of an address narrows down the receipts behind a figure. */
export const receiptFilter = (params) => Object.fromEntries(keys.map((key) => [key, params.get(key)]).filter(([, value]) => value));

/** Where the receipts behind a figure are. */
export const receiptsPath = (range, more = {}) => `/dashboard/receipts?${new URLSearchParams({ ...range, ...more })}`;

/** Where a receipt's row leads: a refund to itself, a sale to itself. */
export const receiptLink = (row) => (row.kind === 'refund' ? `/orders/refund/${row.refundId}` : `/orders/sale/${row.saleId}`);
