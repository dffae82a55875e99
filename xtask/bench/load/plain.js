// The form in plain JavaScript without a framework; ajv's validator is precompiled.
import validate from 'validate';
import { EVENT_FIELDS, FIELDS, START, TAGS, TITLE, command, configurationProblems, create, problems } from './form.js';
import './form.css';

const field = ({ id, label, type = 'text' }) =>
  `<label for="${id}">${label}</label><input id="${id}" type="${type}"><div class="problem" id="${id}-problem"></div>`;
document.body.innerHTML = `<form><h1>${TITLE}</h1>${FIELDS.map(field).join('')}
  <label><input id="events" type="checkbox"> Events Enabled</label>
  <div id="with-events"><label for="type">Event Type</label>
    <select id="type"><option>polling</option><option>webhook</option></select>${EVENT_FIELDS.map(field).join('')}
    <label for="configuration">Event Poller Resources Configuration</label>
    <textarea id="configuration" spellcheck="false"></textarea><ul class="problem" id="configuration-problems"></ul></div>
  ${field(TAGS)}<p><button>Create Instance</button></p><pre id="command"></pre><pre id="answer"></pre></form>`;

const form = { ...START };
const at = (id) => document.getElementById(id);
const show = () => {
  const found = problems(form);
  for (const { id } of [...FIELDS, ...EVENT_FIELDS]) at(`${id}-problem`).textContent = found[id] ?? '';
  at('with-events').hidden = !form.events;
  at('configuration-problems').replaceChildren(...configurationProblems(form.configuration, validate).map((problem) =>
    Object.assign(document.createElement('li'), { textContent: problem })));
  at('command').textContent = command(form);
};
for (const [id, value] of Object.entries(form)) at(id)[id === 'events' ? 'checked' : 'value'] = value;
document.forms[0].oninput = ({ target }) => {
  form[target.id] = target.id === 'events' ? target.checked : target.value;
  show();
};
document.forms[0].onsubmit = async (event) => {
  event.preventDefault();
  at('answer').textContent = await create(form);
};
show();
