// Shared by the peers' pages: the form's data, its request, its command and its validation, in plain JavaScript.

export const FIELDS = [
  { id: 'name', label: 'Name' },
  { id: 'store', label: 'The Store URL' },
  { id: 'key', label: 'OAuth API Key' },
  { id: 'secret', label: 'OAuth API Secret', type: 'password' },
  { id: 'user', label: 'User Secret', type: 'password' },
  { id: 'organization', label: 'Organization Secret', type: 'password' },
];
export const EVENT_FIELDS = [
  { id: 'callback', label: 'Event Notification Callback URL' },
  { id: 'interval', label: 'Event poller refresh interval (mins)', type: 'number' },
];
export const TAGS = { id: 'tags', label: 'Element Instance Tags' };
export const TITLE = 'Create a WooCommerce element instance';

const resource = (name) => ({
  url: `/hubs/ecommerce/${name}`,
  idField: 'id',
  datesConfiguration: {
    updatedDateField: 'date_modified',
    updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ss",
    createdDateField: 'date_created',
    createdDateFormat: "yyyy-MM-dd'T'HH:mm:ss",
  },
});
const RESOURCES = ['customers', 'discounts', 'orders', 'products'];

export const START = {
  name: '', store: '', key: '', secret: '', user: '', organization: '', tags: '',
  events: true, type: 'polling', callback: '', interval: '15',
  configuration: JSON.stringify(Object.fromEntries(RESOURCES.map((name) => [name, resource(name)])), null, 2),
};

// A JSON schema of the polling configuration.
const text = { type: 'string', minLength: 1 };
export const SCHEMA = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['url', 'idField', 'datesConfiguration'],
    additionalProperties: false,
    properties: {
      url: { type: 'string', pattern: '^/' },
      idField: text,
      datesConfiguration: {
        type: 'object',
        additionalProperties: false,
        properties: {
          updatedDateField: text, updatedDateFormat: text, createdDateField: text, createdDateFormat: text,
        },
      },
    },
  },
};

const ADDRESS = 'https://api.cloud-elements.com/elements/api-v2/instances';

export const request = (form) => {
  const configuration = { 'store.url': form.store, 'oauth.api.key': form.key, 'oauth.api.secret': form.secret };
  if (form.events) {
    configuration['event.notification.enabled'] = true;
    configuration['event.vendor.type'] = form.type;
    configuration['event.notification.callback.url'] = form.callback;
  }
  if (form.events && form.type === 'polling') {
    configuration['event.poller.refresh_interval'] = form.interval;
    try {
      configuration['event.poller.configuration'] = JSON.parse(form.configuration);
    } catch {
      // Reported by `configurationProblems`.
    }
  }
  const tags = form.tags.split(',').map((tag) => tag.trim()).filter(Boolean);
  return {
    method: 'POST',
    headers: {
      Authorization: `User ${form.user || '<USER_SECRET>'}, Organization ${form.organization || '<ORGANIZATION_SECRET>'}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ element: { key: 'woocommercerest' }, configuration, tags, name: form.name }, null, 2),
  };
};

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
export const command = (form) => {
  const { method, headers, body } = request(form);
  const lines = Object.entries(headers).map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`);
  return [`curl --request ${method}`, `--url ${quoted(ADDRESS)}`, ...lines, `--data-raw ${quoted(body)}`].join(' \\\n  ');
};

export const create = async (form) => {
  try {
    const answer = await fetch(ADDRESS, request(form));
    return `${answer.status} ${await answer.text()}`;
  } catch (error) {
    return String(error);
  }
};

const isAddress = (text) => URL.canParse(text) && /^https?:/.test(text);
export const problems = (form) => {
  const found = {};
  for (const { id } of FIELDS) if (!form[id]) found[id] = 'Fill this in.';
  if (form.store && !isAddress(form.store)) found.store = 'This is no address.';
  if (form.events && !isAddress(form.callback)) found.callback = 'This is no address.';
  if (!(form.interval >= 1)) found.interval = 'At least one minute.';
  return found;
};

// Returns the problems of a polling configuration with their positions; ajv compiles `validate` from `SCHEMA`.
export const configurationProblems = (text, validate) => {
  try {
    if (validate(JSON.parse(text))) return [];
    return validate.errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  } catch ({ message }) {
    const position = /position (\d+)/.exec(message);
    if (!position) return [message];
    const lines = text.slice(0, position[1]).split('\n');
    return [`${lines.length}:${lines.at(-1).length + 1} ${message}`];
  }
};
