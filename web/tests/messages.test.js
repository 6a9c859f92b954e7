import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { messages } from '../messages.js';

const web = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['.', 'elements', 'rules'].flatMap((folder) => readdirSync(join(web, folder)).filter((name) => name.endsWith('.js') && name !== 'messages.js').map((name) => readFileSync(join(web, folder, name), 'utf8')));
const text = sources.join('\n');

/** Keys as written out, and beginnings of keys that are put together, such as t(`role.${role}`). */
export const writtenKeys = (source) => new Set([...source.matchAll(/'([a-z][A-Za-z]*\.[A-Za-z0-9]+)'/g)].map((match) => match[1]).filter((key) => prefixes.has(key.split('.')[0])));
export const builtPrefixes = (source) => new Set([...source.matchAll(/\bt\(`([a-z][A-Za-z]*\.)\$\{/g)].map((match) => match[1]));
const prefixes = new Set(Object.keys(messages).map((key) => key.split('.')[0]));

test('every key that is used has a sentence', () => {
  const direct = [...text.matchAll(/\bt\('([^']+)'/g)].map((match) => match[1]);
  const missing = [...new Set([...direct, ...writtenKeys(text)])].filter((key) => !(key in messages));
  assert.deepEqual(missing, []);
});

test('every beginning of a key that is put together has sentences', () => {
  const missing = [...builtPrefixes(text)].filter((prefix) => !Object.keys(messages).some((key) => key.startsWith(prefix)));
  assert.deepEqual(missing, []);
});

test('no sentence is left unused', () => {
  const built = [...builtPrefixes(text)];
  const used = writtenKeys(text);
  const unused = Object.keys(messages).filter((key) => !used.has(key) && !built.some((prefix) => key.startsWith(prefix)));
  assert.deepEqual(unused, []);
});

test('both languages have every sentence with the same blanks', () => {
  const blanks = (sentence) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
  for (const [key, pair] of Object.entries(messages)) {
    assert.equal(pair.length, 2, key);
    assert.ok(pair.every((sentence) => sentence.trim() !== ''), key);
    assert.deepEqual(blanks(pair[0]), blanks(pair[1]), key);
  }
});

test('the check can fail: an unknown key is found', () => {
  assert.ok(writtenKeys("t('title.nowhere')").has('title.nowhere'));
  assert.ok(!('title.nowhere' in messages));
});
