// Performs a random sequence of user actions. Returns the violated invariants, or an empty text.
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
// Excludes copying and downloading, which need browser permissions, and sending, which has its own tests.
const isPressed = (button) => !/^(Copy|Download|Create|Import|Fill in form|Check)/.test(button.textContent);
const ACTIONS = [
  () => type(pick(all('input:not([type=checkbox], [type=radio]), textarea'))),
  () => type(pick(all('input:not([type=checkbox], [type=radio]), textarea'))),
  () => pick(all('input[type=checkbox], input[type=radio]')).click(),
  // Other languages would change the names of the buttons.
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
const expect = (name, actual, expected) => {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) problems.push(`${name} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
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
// The shown body equals the sent one only while its secrets are shown, which excludes variables for secrets.
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
  // Undoing Clear restores the form.
  const before = code('Request body');
  button('Clear').click();
  const cleared = code('Request body');
  expect('a cleared name', JSON.parse(cleared).name, '<INSTANCE_NAME>');
  // Clearing an empty form offers no undo.
  if (cleared !== before) button('Undo clear').click();
  expect('the restored body', code('Request body'), before);
  check();
  button('Clear').click();
} catch (error) {
  problems.push(String(error.stack));
}
if (root.textContent.includes('The form stopped because of an error')) problems.push('the program broke');
return problems.length ? `seed ${seed}, actions ${done}: ${problems.join('; ')}` : '';
