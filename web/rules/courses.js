import { isStruck } from './cart.js';

/** Courses that a line can be ordered for. */
export const courses = [1, 2, 3];

const isDraft = (line) => line.status === undefined || line.status === 'draft';
/** A line without a course is eaten with the first one. */
const courseOf = (line) => line.course ?? 1;

/** The course that is being eaten: the highest that the kitchen has; 0 before anything was sent. */
function courseNow(lines) {
  return Math.max(0, ...lines.filter((line) => !isDraft(line) && !isStruck(line)).map(courseOf));
}

/** What goes to the kitchen now: the first course waiting, later whatever belongs to the course being eaten. */
export function linesToSend(lines) {
  const drafts = lines.filter(isDraft);
  if (drafts.every((line) => !line.course)) return drafts;
  const now = courseNow(lines) || Math.min(...drafts.map(courseOf));
  return drafts.filter((line) => !line.course || line.course <= now);
}

/** The course that waits to be called next, with its lines; null while the first one is not sent. */
export function nextCourse(lines) {
  const now = courseNow(lines);
  if (now === 0) return null;
  const waiting = lines.filter((line) => isDraft(line) && (line.course ?? 0) > now);
  if (waiting.length === 0) return null;
  const course = Math.min(...waiting.map((line) => line.course));
  return { course, lines: waiting.filter((line) => line.course === course) };
}
