// One random sequence of what a person does to the form. Gives what does not hold at its end, or nothing.
// arguments: the form's shadow root, a seed.
const [root, seed] = arguments;
let state = seed;
// mulberry32: a number from 0 to 1.
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pick = (list) => list[Math.floor(random() * list.length)];
const all = (selector) => [...root.querySelectorAll(selector)].filter((element) => element.getClientRects().length && !element.disabled);
const TEXTS = [
  '', ' ', 'My store', "it's", '"q"', '\\', '$(x) `y`', '<NAME>', 'é😀\u202e', 'https://mycoolstore.com', 'http://localhost/', 'a,b',
  '15', '0', '1e3', 'Docs', '{"a": 1}', '{"a": {"url": "/a", "idField": "id"}}', '{"a": ', '[]', ' blanks ', 'cs_1', 'x'.repeat(200),
];
const type = (control) => {
  const prototype = control.localName === 'textarea' ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value').set.call(control, pick(TEXTS));
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  if (random() < 0.5) control.dispatchEvent(new Event('change', { bubbles: true }));
};
const choose = (select) => {
  select.selectedIndex = Math.floor(random() * select.options.length);
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
const key = (control) => {
  const pressed = pick(['Enter', 'Backspace', 'Escape', 'Tab', 'a']);
  control.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, composed: true, cancelable: true }));
};
// What copies and downloads asks the browser for things that it does not give to scripts; what sends is another test's.
const isPressed = (button) => !/^(Copy|Download|Create|Import|Fill in form|Check)/.test(button.textContent);
const ACTIONS = [
  () => type(pick(all('input:not([type=checkbox], [type=radio]), textarea'))),
  () => type(pick(all('input:not([type=checkbox], [type=radio]), textarea'))),
  () => pick(all('input[type=checkbox], input[type=radio]')).click(),
  // In another language its buttons have other names.
  () => choose(pick(all('select:not(#language)'))),
  () => pick(all('button').filter(isPressed)).click(),
  () => key(pick(all('input, textarea'))),
];
const button = (name) => all('button').find(({ textContent }) => textContent === name);
const done = [];
for (let count = 3 + Math.floor(random() * 15); count > 0; count--) {
  const action = Math.floor(random() * ACTIONS.length);
  done.push(action);
  ACTIONS[action]();
}

const problems = [];
const expect = (what, is, wanted) => {
  if (JSON.stringify(is) !== JSON.stringify(wanted)) problems.push(`${what} is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`);
};
const code = (region) => root.querySelector(`section[aria-label="${region}"] code`).textContent;
const value = (id) => root.getElementById(id)?.value;
const FIELDS = {
  woocommercerest: [
    ['store.url', '<WEB_STORE_URL>'], ['oauth.api.key', '<CONSUMER_KEY>'], ['oauth.api.secret', '<CONSUMER_SECRET>'],
  ],
  bigcommerce: [
    ['username', '<Legacy API Account Username>'], ['password', '<Legacy API Account API Token>'],
    ['store.url', '<Legacy API Account API Path>'],
  ],
};
// The body is what is sent while its secrets are shown, for which the command must not take them from the environment.
const showSecrets = () => {
  const press = (text, where = '') => [...root.querySelectorAll(`section button${where}`)]
    .find(({ textContent }) => textContent === text)?.click();
  press('Use variables', '[aria-pressed=true]');
  press('Show secrets');
};
const check = () => {
  showSecrets();
  const body = JSON.parse(code('Request body'));
  expect('name', body.name, value('name').trim() ? value('name') : '<INSTANCE_NAME>');
  FIELDS[value('element')].forEach(([key, placeholder], index) => {
    expect(key, body.configuration[key], value(`element-${index}`).trim() || (value('element-key') ? undefined : placeholder));
  });
  const tags = [...root.querySelectorAll('.tag')].map((tag) => tag.firstChild.textContent);
  expect('tags', body.tags ?? [], tags);
  const events = root.querySelector('[role=switch]').checked;
  expect('events', 'event.notification.enabled' in body.configuration, events);
  const kind = root.querySelector('input[type=radio]:checked');
  if (events) expect('event type', body.configuration['event.vendor.type'], kind.value || kind.id.replace('event-type-', ''));
  if (events) expect('callback', body.configuration['event.notification.callback.url'] ?? '', value('callback-url').trim());
};
try {
  check();
  // Cleared and brought back, it is as it was.
  const before = code('Request body');
  button('Clear').click();
  const blank = code('Request body');
  expect('a cleared name', JSON.parse(blank).name, '<INSTANCE_NAME>');
  // Where there was nothing to clear, there is nothing to bring back.
  if (blank !== before) button('Undo clear').click();
  expect('what came back', code('Request body'), before);
  check();
  button('Clear').click();
} catch (error) {
  problems.push(String(error.stack));
}
if (root.textContent.includes('The form stopped because of an error')) problems.push('the program broke');
return problems.length ? `seed ${seed}, actions ${done}: ${problems.join('; ')}` : '';
