import { h } from '../dom.js';
import { sayProblem, t } from '../language.js';
import { shop } from '../shop.js';

const steps = ['orders', 'count', 'z'];

/** Where the close of a shift stands. */
export function closeSteps(step) {
  const here = steps.indexOf(step);
  return h('ol', { class: 'steps', 'aria-label': t('close.steps') }, steps.map((each, place) => h('li', {
    class: place < here ? 'done' : '', 'aria-current': place === here ? 'step' : null
  }, t(`closeStep.${each}`))));
}

/** What a refused close says to who closes, and the step that mends it. */
export function refusalWords(problem, body) {
  const isVoiding = body.open.some((order) => order.do === 'void') && !shop.can('cancelorder');
  const isRight = ['right-missing', 'approval-cancelled'].includes(problem.code);
  if (isRight && isVoiding) return { words: t('close.mayNotVoid'), step: 'orders' };
  if (isRight || problem.code === 'receipts-unreported') return { words: t('close.unreported') };
  if (problem.code === 'payments-pending') return { words: t('close.pending') };
  return { words: sayProblem(problem) };
}
