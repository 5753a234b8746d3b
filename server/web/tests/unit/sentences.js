// Finds what a page would say in one language alone: texts and attributes of components, and sentences in their scripts, that no dictionary has.
import { readFileSync } from 'node:fs';
import { parse as parse_script } from 'acorn';
import { parse as parse_component } from 'svelte/compiler';

// Texts of a tag that are no words: units, codes, addresses, commands and keys of a keyboard.
const no_words = /\b(mm|ms|km|Hz|kHz|px|min|SHA|UTC|TAI|qR|qJ)\b/g;
const spoken = ['title', 'aria-label', 'placeholder', 'alt', 'label'];
const has_words = (text) => /\p{L}{2,}/u.test(text.replace(no_words, ''));
/** Of a script: a capital and small letters, or words with spaces between them. Names of orders, keys and classes are neither. */
const is_sentence = (text) => has_words(text) && (/^\p{Lu}\p{Ll}/u.test(text) || /\p{L}{2,}[,.:;]? +\p{L}{2,}/u.test(text));
const of_machines = ['say', 'say_word', 'closest', 'querySelector', 'querySelectorAll', 'addEventListener', 'removeEventListener', 'toLocaleString', 'toLocaleDateString'];

/** Every node of a tree, with the nodes above it. */
function* nodes_of(node, above = []) {
  yield [node, above];
  for (const [name, value] of Object.entries(node)) {
    if (name === 'metadata' || name === 'css' || name === 'loc' || name === 'comments' || name === 'options') continue;
    for (const child of Array.isArray(value) ? value : [value]) if (child && typeof child === 'object' && typeof child.type === 'string') yield* nodes_of(child, [...above, node]);
  }
}

/** A literal that nobody reads: what is compared, imported, a key, or given to a function that takes names. */
function is_of_machine(node, above) {
  const parent = above.at(-1);
  const called = parent?.callee?.property?.name ?? parent?.callee?.name;
  return above.some(({ type }) => type === 'ImportDeclaration') || (parent?.type === 'BinaryExpression' && /==/.test(parent.operator)) || parent?.type === 'SwitchCase'
    || (parent?.type === 'Property' && parent.key === node) || parent?.type === 'MemberExpression' || (called && of_machines.includes(called) && parent.arguments?.includes(node))
    || above.some(({ type, name }) => type === 'Attribute' && (name === 'class' || name === 'style'));
}

/** A word that a page chooses and draws: {n === 1 ? 'warning' : 'warnings'}. */
function is_drawn(above) {
  const tag = above.findLastIndex(({ type }) => type === 'ExpressionTag');
  if (tag < 0 || above[tag - 1]?.type !== 'Fragment') return false;
  return above.slice(tag + 1).every(({ type }) => type === 'ConditionalExpression' || type === 'LogicalExpression');
}

function text_of(node, above) {
  const parent = above.at(-1);
  if (node.type === 'Text') {
    const attribute = above.findLast(({ type }) => type === 'Attribute');
    if (!attribute) return has_words(node.data) ? node.data : null;
    const is_component = above.findLast(({ type }) => type === 'Component' || type === 'RegularElement')?.type === 'Component';
    return (spoken.includes(attribute.name) && has_words(node.data)) || (is_component && is_sentence(node.data)) ? node.data : null;
  }
  if (node.type === 'Literal' && typeof node.value === 'string') return (is_sentence(node.value) || (is_drawn(above) && has_words(node.value))) && !is_of_machine(node, above) ? node.value : null;
  if (node.type !== 'TemplateLiteral' || is_of_machine(node, above) || parent?.type === 'TaggedTemplateExpression') return null;
  const text = node.quasis.map(({ value }) => value.cooked).join('{}');
  return is_sentence(text) ? text : null;
}

/** The sentences of a file that no dictionary has. `file`: its path; a component, or a script. */
export function sentences_in(file, source = readFileSync(file, 'utf8')) {
  const tree = file.endsWith('.svelte') ? parse_component(source, { modern: true }) : parse_script(source, { ecmaVersion: 'latest', sourceType: 'module' });
  return [...nodes_of(tree)].map(([node, above]) => text_of(node, above)).filter(Boolean).map((text) => text.replace(/\s+/g, ' ').trim());
}
